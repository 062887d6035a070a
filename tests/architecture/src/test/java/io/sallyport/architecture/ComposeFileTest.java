package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.standalone.image.ImageMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docker-compose.yml} and {@code Dockerfile} mean classes, keys, ports and folders that there are. */
class ComposeFileTest {
    /** What closing takes after {@code limits.drain}; see ServiceProcess. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    @TempDir
    private static Path temporary;

    private static final DeploymentYaml FILE = DeploymentYaml.one("docker-compose.yml");

    /** Those that are built here, by name. */
    static Map<String, DeploymentYaml> ours() {
        Map<String, DeploymentYaml> ours = new LinkedHashMap<>();
        FILE.entries("services").keySet().stream()
                .filter(name -> FILE.has("services." + name + ".build"))
                .forEach(name -> ours.put(name, FILE.at("services." + name)));
        return ours;
    }

    static List<String> names() {
        return List.copyOf(ours().keySet());
    }

    private static String service(DeploymentYaml container) {
        return container.text("build.args.SERVICE");
    }

    @Test
    void hasEveryService() {
        Set<String> built =
                ours().values().stream().map(ComposeFileTest::service).collect(Collectors.toSet());

        assertThat(built).containsAll(ServiceModules.FIVE).contains("demo-origin");
        assertThat(FILE.entries("services")).containsKey("redis");
    }

    @ParameterizedTest
    @MethodSource("names")
    void buildsAnImageOfAServiceWithAMainClass(String name) throws ReflectiveOperationException {
        String service = service(ours().get(name));

        Class<?> main =
                Class.forName(ServiceModules.main(service), false, getClass().getClassLoader());
        assertThat(main.getMethod("main", String[].class)).isNotNull();
        assertThat(ours().get(name).text("image")).isEqualTo("sallyport/" + service);
        assertThat(DeploymentYaml.root().resolve("deploy/image/" + service + ".options"))
                .isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("names")
    void setsOnlyKeysThatThereAre(String name) {
        ServiceModules.assertKeys(name, ours().get(name).entries("environment").keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesNoRightsAway(String name) {
        DeploymentYaml container = ours().get(name);

        assertThat(container.text("read_only")).isEqualTo("true");
        assertThat(container.texts("cap_drop")).containsExactly("ALL");
        assertThat(container.texts("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(container.texts("tmpfs")).hasSize(1).allMatch(mount -> mount.startsWith("/tmp:"));
        assertThat(container.has("privileged") || container.has("user")).isFalse();
        assertThat(container.has("mem_limit")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void validConfigurationWithItsVariables(String name) {
        DeploymentYaml container = ours().get(name);
        if (service(container).equals("demo-origin")) {
            return;
        }

        SuiteConfig config = checked(container).config();

        // The health check asks where the service answers, and the file waits for as long as a stop may take.
        int health = Integer.parseInt(container.text("environment.HEALTH_PORT"));
        boolean edge = service(container).equals("edge-proxy");
        assertThat(health)
                .isEqualTo((edge ? config.admin().bind() : config.admin().api()).port());
        assertThat(Duration.parse("PT" + container.text("stop_grace_period")))
                .isGreaterThan(
                        config.limits().drain().plus(config.restart().delay()).plus(CLOSING));
        for (String port : container.texts("ports")) {
            int inside = Integer.parseInt(port.substring(port.lastIndexOf(':') + 1));
            List<Integer> bound = new ArrayList<>(config.listeners().stream()
                    .map(ListenerConfig::bind)
                    .map(bind -> bind.port())
                    .toList());
            bound.add(config.admin().bind().port());
            assertThat(bound).as(port).contains(inside);
        }
    }

    /** The folder that the container sees, as its process would read it. */
    private static CheckedFolder checked(DeploymentYaml container) {
        String mount = container.texts("volumes").stream()
                .filter(volume -> volume.endsWith(":/etc/sallyport:ro"))
                .findFirst()
                .orElseThrow();
        Path mounted = DeploymentYaml.root().resolve(mount.substring(0, mount.indexOf(':')));
        Path folder = mounted.endsWith("front") ? withDocuments(mounted) : mounted;
        Map<String, String> environment = new HashMap<>();
        container.entries("environment").forEach((key, text) -> environment.put(key, defaulted(text)));
        return FolderCheck.run(folder, environment, new Properties());
    }

    /** The front has settings of its own, and the routes and rules of everybody else. */
    private static Path withDocuments(Path front) {
        try {
            Path folder = Files.createTempDirectory(temporary, "front");
            for (Path file : List.of(front.resolve("sallyport.yaml"), front.resolve("../routes.yaml"))) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(folder.resolve("policies.yaml"), "default: allow\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ${NAME:-text}} as text. */
    private static String defaulted(String text) {
        int at = text.indexOf(":-");
        return text.startsWith("${") && at > 0 ? text.substring(at + 2, text.length() - 1) : text;
    }

    @Test
    void dockerfileCopiesWhatIsSentAndRunsWhatThereIs() throws IOException {
        Path root = DeploymentYaml.root();
        List<String> lines = Files.readAllLines(root.resolve("Dockerfile"));
        String text = String.join("\n", lines);

        Set<String> copied = lines.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> line.split(" ")[1])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> sent = Files.readAllLines(root.resolve(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(copied).isEqualTo(sent).contains("deploy/image");
        assertThat(root.resolve("deploy/image/common.options")).isRegularFile();
        assertThat(text).contains(ImageMain.class.getName());
        assertThat(text).contains("USER 10001:10001");
        String listed = text.substring(text.indexOf("# SERVICE: ") + 11)
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(listed.replace(".", "").split(", "))
                .containsExactlyInAnyOrderElementsOf(
                        ours().values().stream().map(ComposeFileTest::service).collect(Collectors.toSet()));
    }
}

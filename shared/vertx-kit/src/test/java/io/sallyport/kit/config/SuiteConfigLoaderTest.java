package io.sallyport.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.config.ConfigException;
import io.sallyport.contract.settings.SuiteConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteConfigLoaderTest {
    @TempDir
    private Path folder;

    private final Properties properties = new Properties();

    @Test
    void readsTheFile() throws IOException {
        write("listeners:\n  - {name: web, mode: reverse, bind: \"127.0.0.1:8080\"}\nlimits: {idle: 5s}\n");

        SuiteConfig config = load(Map.of());

        assertThat(config.listeners()).hasSize(1);
        assertThat(config.limits().idle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.store().isMemory()).isTrue();
    }

    @Test
    void letsTheEnvironmentWinOverTheFileAndPropertiesOverBoth() throws IOException {
        write("store: {url: memory, timeout: 1s}\n");
        properties.setProperty("sallyport.store.timeout", "3s");
        Map<String, String> environment =
                Map.of("SALLYPORT_STORE_URL", "redis://store:6379", "SALLYPORT_STORE_TIMEOUT", "2s");

        SuiteConfig config = load(environment);

        assertThat(config.store().url()).isEqualTo("redis://store:6379");
        assertThat(config.store().timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void reachesListsOfTheBus() throws IOException {
        write("bus: {clustered: false}\n");

        SuiteConfig config = load(Map.of("SALLYPORT_BUS_CLUSTERED", "true", "SALLYPORT_BUS_MEMBERS", "a, b:5702"));

        assertThat(config.bus().clustered()).isTrue();
        assertThat(config.bus().members()).containsExactly("a", "b:5702");
    }

    @Test
    void putsVariablesIntoTheFile() throws IOException {
        write("admin: {token: \"${TOKEN:none}\"}\n");

        assertThat(load(Map.of("TOKEN", "s3cret")).admin().token().matches("s3cret"))
                .isTrue();
        assertThat(load(Map.of()).admin().token().matches("none")).isTrue();
    }

    @Test
    void saysWhereAMistakeIs() throws IOException {
        write("limits:\n  idle: soon\n");

        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SuiteConfigLoader.FILE + ":2:9: limits.idle: found \"soon\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "headerBytes: 0B    | limits.headerBytes: found 0B, allowed: 1KiB to 1MiB",
                "headerBytes: 4GiB  | limits.headerBytes: found 4GiB, allowed: 1KiB to 1MiB",
                "headerTimeout: 0ms | limits.headerTimeout: found 0s, allowed: a duration above zero, such as 10s"
            })
    void refusesLimitsThatServeNobody(String limit, String expected) throws IOException {
        write("limits:\n  " + limit + "\n");

        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void saysWhichVariableIsWrong() throws IOException {
        write("{}\n");

        assertThatThrownBy(() -> load(Map.of("SALLYPORT_LIMITS_IDLE", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SALLYPORT_LIMITS_IDLE")
                .hasMessageContaining("limits.idle");
    }

    @Test
    void saysThatFolderOrFileIsMissing() {
        assertThatThrownBy(() -> load(Map.of())).hasMessageContaining("no such file");
        assertThatThrownBy(() -> SuiteConfigLoader.load(folder.resolve("none"), Map.of(), properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no such folder");
    }

    private SuiteConfig load(Map<String, String> environment) {
        return SuiteConfigLoader.load(folder, environment, properties);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(SuiteConfigLoader.FILE), text);
    }
}

package io.sallyport.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTP/2 as <a href="https://github.com/summerwind/h2spec">h2spec</a> sees it, through a whole suite. Runs where the tool is on
 * the {@code PATH}, or named by the system property {@code sallyport.h2spec}.
 */
@Timeout(120)
class Http2ConformanceIT {
    private static final Pattern SUM = Pattern.compile("(\\d+) tests, (\\d+) passed, (\\d+) skipped, (\\d+) failed");
    private static final Pattern FAILED = Pattern.compile("<testcase[^>]*package=\"([^\"]*)\"[^>]*>\\s*<failure");
    private static final int TESTS = 145;
    private static final int ENOUGH = 141;

    private static String tool() {
        String named = System.getProperty("sallyport.h2spec", "");
        if (!named.isEmpty()) {
            return Files.isExecutable(Path.of(named)) ? named : "";
        }
        for (String folder : System.getenv("PATH").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "h2spec"))) {
                return folder + "/h2spec";
            }
        }
        return "";
    }

    @Test
    void passesInClearText(@TempDir Path folder) throws Exception {
        String tool = tool();
        assumeTrue(!tool.isEmpty(), "h2spec is neither on the PATH nor named by -Dsallyport.h2spec");
        Files.writeString(folder.resolve("sallyport.yaml"), """
                listeners: [{name: reverse, mode: reverse, bind: "127.0.0.1:0"}]
                admin: {bind: "127.0.0.1:0"}
                """);
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello")) {
            Files.writeString(folder.resolve("routes.yaml"), """
                    clusters: [{name: origin, endpoints: ["http://%s"]}]
                    routes: [{name: all, cluster: origin}]
                    """.formatted(origin.authority()));
            Suite suite = Suite.start(FolderCheck.run(folder, Map.of(), new Properties()), List.of());
            try {
                assertPasses(tool, suite.addresses().ports().get("reverse"), folder);
            } finally {
                suite.stop();
            }
        }
    }

    private static void assertPasses(String tool, int port, Path folder) throws IOException, InterruptedException {
        Path told = folder.resolve("told.txt");
        Path report = folder.resolve("report.xml");
        Process process = new ProcessBuilder(
                        tool, "-h", "127.0.0.1", "-p", String.valueOf(port), "-o", "5", "-j", report.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        Matcher sum = SUM.matcher(Files.readString(told, UTF_8));
        assertThat(sum.find()).as(Files.readString(told, UTF_8)).isTrue();
        assertThat(Integer.parseInt(sum.group(1))).isEqualTo(TESTS);
        assertThat(Integer.parseInt(sum.group(2)))
                .as("failed: %s", failed(report))
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static TreeSet<String> failed(Path report) throws IOException {
        TreeSet<String> sections = new TreeSet<>();
        Matcher failure = FAILED.matcher(Files.readString(report, UTF_8));
        while (failure.find()) {
            sections.add(failure.group(1));
        }
        return sections;
    }
}

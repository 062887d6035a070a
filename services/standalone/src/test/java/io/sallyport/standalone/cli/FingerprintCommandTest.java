package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.TwoVersions;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.FreePort;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FingerprintCommandTest {
    private static int run(String... arguments) {
        return SallyportMain.commandLine().execute(arguments);
    }

    @Test
    void asksARunningSuite(@TempDir Path folder) {
        try (TwoVersions versions = new TwoVersions()) {
            SampleFolder sample =
                    SampleFolder.in(folder, 1).with("routes.yaml", versions.routes("steps: [{weight: 10}]"));
            Suite suite = Suite.start(FolderCheck.run(sample.path(), Map.of(), new Properties()), List.of());
            try {
                assertThat(run(
                                "fingerprint",
                                "--admin",
                                "http://" + suite.addresses().admin()))
                        .isZero();
            } finally {
                suite.stop();
            }
        }
    }

    @Test
    void failsWhereThereIsNoSuite() {
        assertThat(run("fingerprint", "--admin", "http://127.0.0.1:" + FreePort.pick()))
                .isEqualTo(1);
        assertThat(run("fingerprint", "--admin", "nowhere")).isEqualTo(2);
    }

    @Test
    void writesATableAndASummary() {
        JsonObject leak = new JsonObject()
                .put("severity", "high")
                .put("route", "")
                .put("listener", "web")
                .put("probe", "get")
                .put("where", "header")
                .put("name", "server")
                .put("value", "Apache/2.4.1")
                .put("what", "a product with its version")
                .put("remedy", "take it out");
        JsonObject report = new JsonObject()
                .put("leaks", new JsonArray().add(leak))
                .put("unanswered", new JsonArray().add("listener h2: not asked"))
                .put("probes", 22)
                .put("routes", 1)
                .put("millis", 900)
                .put("complete", true);

        assertThat(FingerprintText.text(report).lines())
                .containsExactly(
                        "SEVERITY  ROUTE   LISTENER  PROBE  WHERE          VALUE         WHAT, AND THE REMEDY",
                        "high      (none)  web       get    header server  Apache/2.4.1  a product with its version; take it out",
                        "not answered: listener h2: not asked",
                        "22 questions about 1 route in 900 ms: 1 leak.");
    }
}

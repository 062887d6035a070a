package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
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
class SelftestCommandTest {
    private static int run(String... arguments) {
        return SallyportMain.commandLine().execute(arguments);
    }

    private static int probe(Path folder, String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        Suite suite = Suite.start(FolderCheck.run(SampleFolder.in(folder, 1).path(), Map.of(), properties), List.of());
        try {
            return run("selftest", "--admin", "http://" + suite.addresses().admin());
        } finally {
            suite.stop();
        }
    }

    @Test
    void saysWhetherThereIsALeak(@TempDir Path folder) {
        assertThat(probe(folder, "sallyport.anonymity.profile", "strict")).isZero();
        assertThat(probe(folder, "sallyport.anonymity.profile", "transparent")).isEqualTo(1);
    }

    @Test
    void provesNothingWithoutAProbe() {
        JsonObject report = new JsonObject().put("leaks", new JsonArray()).put("probes", 0);

        assertThat(SelftestCommand.isClean(report)).isFalse();
        assertThat(SelftestCommand.isClean(report.put("probes", 1))).isTrue();
        assertThat(SelftestCommand.isClean(report.put("leaks", new JsonArray().add("x"))))
                .isFalse();
    }

    @Test
    void failsWhereThereIsNoSuite() {
        assertThat(run("selftest", "--admin", "http://127.0.0.1:" + FreePort.pick()))
                .isEqualTo(1);
        assertThat(run("selftest", "--admin", "nowhere")).isEqualTo(2);
    }

    @Test
    void writesATableAndASummary() {
        JsonObject leak = new JsonObject()
                .put("severity", "high")
                .put("listener", "egress")
                .put("profile", "transparent")
                .put("probe", "get")
                .put("kind", "address")
                .put("name", "forwarded")
                .put("value", "for=10.0.0.1")
                .put("what", "it leaves")
                .put("remedy", "set it");
        JsonObject report = new JsonObject()
                .put("leaks", new JsonArray().add(leak))
                .put("unanswered", new JsonArray().add("listener h2: no"))
                .put(
                        "profiles",
                        new JsonArray()
                                .add(new JsonObject().put("profile", "strict").put("because", "")))
                .put("resolver", "the system's")
                .put("probes", 16)
                .put("millis", 900)
                .put("complete", true);

        assertThat(SelftestText.text(report).lines())
                .containsExactly(
                        "SEVERITY  LISTENER  PROFILE      PROBE  KIND     WHERE      VALUE         WHAT, AND THE REMEDY",
                        "high      egress    transparent  get    address  forwarded  for=10.0.0.1  it leaves; set it",
                        "not probed: listener h2: no",
                        "profile strict: not in force",
                        "names: the system's",
                        "16 probes in 900 ms: 1 leak.");
    }
}

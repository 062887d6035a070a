package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole suite with real traffic, and what an operator asks and orders meanwhile. */
@Timeout(120)
final class PolicyCommandTest {
    private static final String POLICIES = """
            lists: [{name: ads, file: ads.txt}]
            rules:
              - {name: no-ads, when: {list: ads}, then: block}
              # On trial since Monday.
              - name: no-games
                when: {site: [games.test]}
                then: block
                mode: report   # for a week
              - {name: slow, when: {site: ["*.games.test", games.test]}, then: {limit: {rate: 1/h}}, mode: report}
              - {name: wide, when: {path: [/wide]}, then: allow, mode: report}
            """;

    private final CommandRun command = new CommandRun();
    private ScriptedOrigin origin;
    private Suite suite;
    private HostPort web;
    private String admin;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        SampleFolder sample = SampleFolder.in(folder, origin.port()).with("policies.yaml", POLICIES);
        CheckedFolder checked = FolderCheck.run(sample.path(), Map.of(), new Properties());
        suite = Suite.start(checked, List.of());
        web = suite.addresses().of(checked.config().listeners().get(0));
        admin = "http://" + suite.addresses().admin();
    }

    @AfterEach
    void stop() {
        suite.stop();
        origin.close();
    }

    private int visit(String host, String path) {
        try (RawClient client = RawClient.connect(web.port())) {
            return client.get(path, "Host: " + host).status();
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--admin", admin));
        return command.run(all.toArray(String[]::new));
    }

    private JsonObject json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(command.err()).isZero();
        return new JsonObject(command.out());
    }

    @Test
    void tellsWhatRulesInReportModeWouldHaveDone() {
        for (int i = 0; i < 3; i++) {
            assertThat(visit("games.test", "/")).isEqualTo(200);
        }
        assertThat(visit("chess.games.test", "/wide")).isEqualTo(200);
        assertThat(visit("ads.test", "/")).isEqualTo(404);

        Eventually.until(
                "all are counted",
                () -> json("policy", "report").getLong("requests") == 4
                        && json("policy", "report").getJsonObject("coverage").getLong("lookedAt") == 5);

        assertThat(run("policy", "report", "--since", "1h")).isZero();
        assertThat(command.out())
                .contains("no-games: would have blocked 3 requests of 1 user\n")
                .contains("sites    games.test (3)\n")
                .contains("instead  served by default (3)\n")
                .contains("slow: would have refused, being over the limit, 3 requests of 1 user\n")
                .contains("shared   2 of them a rule in report mode before it would have taken\n")
                .contains("wide: would have let through 1 request of 1 user\n")
                .contains("5 records looked at, the oldest of 20");
        assertThat(run("policy", "report", "--since", "soon")).isEqualTo(1);
        assertThat(command.err()).contains("since: found \"soon\", allowed: a time ago such as 30s");
    }
}

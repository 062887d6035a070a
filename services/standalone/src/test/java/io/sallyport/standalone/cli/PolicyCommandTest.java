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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
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
        return new JsonObject(json(0, arguments));
    }

    private String json(int code, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(command.err()).isEqualTo(code);
        return command.out();
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

    private int status(String host) {
        return visit(host, "/");
    }

    private void awaitRecords(int count) {
        Eventually.until(
                "all are recorded",
                () -> json("policy", "report").getJsonObject("coverage").getLong("lookedAt") == count);
    }

    private Path draft(String text) throws IOException {
        return Files.writeString(folder.resolve("draft.yaml"), text);
    }

    private static long change(JsonObject answer, String change) {
        return answer.getJsonObject("report").getJsonObject("changes").getLong(change, 0L);
    }

    @Test
    void replaysADraftAndWhatItSaysHappensWhenItIsApplied() throws Exception {
        String[] hosts = {"games.test", "ads.test", "a.test", "chess.games.test", "games.test", "x.ads.test"};
        List<Integer> before = Arrays.stream(hosts).map(this::status).toList();
        awaitRecords(hosts.length);
        Path draft = draft(POLICIES.replace("when: {list: ads}", "when: {site: [ads.test, a.test]}")
                .replace("mode: report   #", "mode: enforce #"));

        assertThat(run("policy", "replay", draft.toString())).isEqualTo(1);
        assertThat(command.out())
                .contains("requests                   6\n")
                .contains("  newly refused            3\n")
                .contains("  newly allowed            1\n")
                .contains("now    default (allow)\n  draft  no-games (block 404)\n  sites  games.test (2)\n")
                .contains(" GET http://games.test/ of 127.0.0.1\n");
        JsonObject replay = new JsonObject(json(1, "policy", "replay", draft.toString()));
        assertThat(change(replay, "UNCHANGED")).isEqualTo(2);
        assertThat(json("policy", "report").getJsonObject("coverage").getLong("lookedAt"))
                .as("nothing was sent")
                .isEqualTo(hosts.length);

        assertThat(run("policy", "diff", draft.toString())).isEqualTo(1);
        assertThat(command.out()).contains("-     mode: report   # for a week", "+     mode: enforce # for a week");
        assertThat(run("policy", "apply", draft.toString(), "--author", "ann", "--note", "enough"))
                .isZero();
        assertThat(command.out()).contains("revision 2 is in force as generation 2; back: sallyport policy rollback");
        Eventually.until("the edge has it", () -> status("a.test") == 404);
        List<Integer> after = Arrays.stream(hosts).map(this::status).toList();

        long refused = IntStream.range(0, hosts.length)
                .filter(i -> before.get(i) == 200 && after.get(i) == 404)
                .count();
        long allowed = IntStream.range(0, hosts.length)
                .filter(i -> before.get(i) == 404 && after.get(i) == 200)
                .count();
        assertThat(refused).isEqualTo(change(replay, "NEWLY_REFUSED"));
        assertThat(allowed).isEqualTo(change(replay, "NEWLY_ALLOWED"));

        assertThat(run("policy", "diff", draft.toString())).isZero();
        assertThat(run("policy", "replay", draft.toString(), "--last", "3")).isZero();
        assertThat(run("policy", "replay", draft("rules: [{name: x}]").toString()))
                .isEqualTo(2);
        assertThat(command.err()).contains("the text:1:9: rules[0].then: found");
        assertThat(run("policy", "replay", "no such file")).isEqualTo(2);
    }

    @Test
    void promotesARuleOfAnyUserAndExplainsHowItWasBefore() throws Exception {
        assertThat(status("games.test")).isEqualTo(200);
        Instant before = Instant.now();
        assertThat(run("policy", "promote", "no-games", "--note", "it is time")).isZero();
        Eventually.until("refused", () -> status("games.test") == 404);
        assertThat(run("policy", "show")).isZero();
        assertThat(command.out().strip())
                .isEqualTo(POLICIES.replace("mode: report   # for", "mode: enforce   # for")
                        .strip());

        assertThat(run("explain", "http://games.test/", "--listener", "web")).isEqualTo(1);
        assertThat(command.out())
                .contains("games.test:80 is refused with 404 by no-games\n")
                .contains("no-games  ");
        assertThat(run("explain", "http://games.test/", "--listener", "web", "--at", before.toString()))
                .isZero();
        assertThat(command.out())
                .contains("by revision 1 of ")
                .contains("games.test:80 is let through by default\n")
                .contains("no-games                 would decide, and only reports\n")
                .contains("it differs: allowed by default then, blocked with 404 by no-games now");
        assertThat(run("explain", "http://ads.test/", "--listener", "web", "--at", before.toString(), "--user", "ann"))
                .isEqualTo(1);
        assertThat(command.out()).contains("list       ads, as ads.test").contains("it is the same now");
        assertThat(run("explain", "http://ads.test/", "--at", "soon")).isEqualTo(2);
        assertThat(command.err()).contains("at: found \"soon\", allowed: a time ago such as 30s");

        assertThat(run("policy", "history")).isZero();
        assertThat(command.out().lines().skip(1).findFirst().orElseThrow())
                .startsWith("*      2  ")
                .contains(" promote ")
                .endsWith("it is time");
        assertThat(run("policy", "rollback")).isZero();
        Eventually.until("let through", () -> status("games.test") == 200);
        assertThat(run("policy", "diff", "3", "1")).isZero();
        assertThat(command.out()).isEqualTo("no difference\n");
        assertThat(run("policy", "diff", "2")).isEqualTo(1);
        assertThat(run("policy", "show", "2")).isZero();
        assertThat(run("policy", "promote", "nothing")).isEqualTo(1);
        assertThat(command.err()).contains("rule: found \"nothing\", allowed: no-ads, no-games, slow, wide");
        assertThat(run("policy", "apply", draft("rules: [").toString(), "--dry-run"))
                .isEqualTo(1);
        assertThat(run("policy", "apply", draft(POLICIES).toString(), "--dry-run"))
                .isZero();
        assertThat(command.out()).contains("valid; it is in force already");
        assertThat(run("policy")).isEqualTo(2);
    }
}

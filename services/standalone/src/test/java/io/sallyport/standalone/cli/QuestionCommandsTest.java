package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.TwoVersions;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.Requests;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked from a shell of a suite that has served something: three good answers, and one that its list blocks. */
@Timeout(120)
final class QuestionCommandsTest {
    private final CommandRun command = new CommandRun();
    private final TwoVersions servers = new TwoVersions();
    private Suite suite;
    private HostPort web;
    private String admin;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        SampleFolder sample =
                SampleFolder.in(folder, 1).with("routes.yaml", servers.routes("steps: [{weight: 1, hold: 1h}]"));
        CheckedFolder checked = FolderCheck.run(sample.path(), Map.of(), new Properties());
        suite = Suite.start(checked, List.of());
        web = suite.addresses().of(checked.config().listeners().get(0));
        admin = "http://" + suite.addresses().admin();
        for (int i = 1; i <= 3; i++) {
            assertThat(visit("shop.example", "/a" + i, "first-" + i)).isEqualTo(200);
        }
        assertThat(visit("ads.test", "/banner", "blocked-1")).isEqualTo(404);
        Eventually.until(
                "all are kept",
                () -> run("logs", "--json", "-n", "100") == 0
                        && new JsonObject(command.out()).getJsonArray("records").size() == 4);
    }

    @AfterEach
    void stop() {
        suite.stop();
        servers.close();
    }

    private int visit(String host, String path, String id) {
        try (RawClient client = RawClient.connect(web.port())) {
            return client.get(path, "Host: " + host, "X-Canary: stable", "X-Request-Id: " + id)
                    .status();
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--admin", admin));
        return command.run(all.toArray(String[]::new));
    }

    private List<String> lines() {
        return command.out().lines().toList();
    }

    @Test
    void tellsWhoIsThere() {
        Eventually.until("everybody is ready", () -> run("status") == 0);
        assertThat(command.out())
                .startsWith("up for ")
                .contains("store memory", "SERVICE")
                .containsPattern("log-collector +\\S+ +ready")
                .doesNotContain("missing:");
        assertThat(run("status", "--json")).isZero();
        assertThat(new JsonObject(command.out()).getJsonArray("services")).hasSize(5);
    }

    @Test
    void showsRecordsAsATable() {
        assertThat(run("logs")).as(command.err()).isZero();
        assertThat(lines().get(0)).isEqualTo(LogLine.HEAD);
        assertThat(lines()).hasSize(6);
        assertThat(lines().get(2)).contains("   200 GET ", " 1.5 ", "http://shop.example/a1  127.0.0.1");
        assertThat(lines().get(5))
                .contains("   404 GET ", "http://ads.test/banner  127.0.0.1 http_request_denied rule no-ads");

        assertThat(run("logs", "path=/a2")).isZero();
        assertThat(lines()).hasSize(3);
        assertThat(run("logs", "path=/nothing")).isZero();
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).isEqualTo("no records match\n");
    }

    @Test
    void writesRecordsForPrograms() {
        assertThat(run("logs", "--format", "csv", "--fields", "requestId,status,version"))
                .isZero();
        assertThat(lines())
                .containsExactly(
                        "requestId,status,version",
                        "first-1,200,1.5",
                        "first-2,200,1.5",
                        "first-3,200,1.5",
                        "blocked-1,404,");
        assertThat(run("logs", "--format", "ndjson", "--fields", "path", "-n", "2", "status=200"))
                .isZero();
        assertThat(lines()).containsExactly("{\"path\":\"/a1\"}", "{\"path\":\"/a2\"}");
        assertThat(run("logs", "--format", "combined")).isZero();
        assertThat(lines()).hasSize(4).first().asString().contains("\"GET /a1 HTTP/1.1\" 200 3 \"-\" ");
    }

    @Test
    void pointsAtWhatIsWrongWithAQuestion() {
        assertThat(run("logs", "status>=abc")).isEqualTo(1);
        assertThat(command.err()).contains("at character 9", "\nstatus>=abc\n        ^");
        assertThat(command.out()).isEmpty();
        assertThat(run("stats", "--by", "colour")).isEqualTo(1);
        assertThat(command.err()).contains("colour");
        assertThat(run("logs", "--follow", "--format", "csv")).isEqualTo(2);
        assertThat(command.err()).contains("allowed: table, ndjson");
    }

    @Test
    void followsRecordsUntilTheSuiteStops() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            CompletableFuture<Integer> following = CompletableFuture.supplyAsync(() -> SallyportMain.commandLine()
                    .execute("logs", "--follow", "--last", "1", "--json", "status=200", "--admin", admin));
            Eventually.until(
                    "what was before",
                    () -> printed.toString(StandardCharsets.UTF_8).contains("\"first-3\""));
            visit("ads.test", "/banner", "blocked-2");
            visit("shop.example", "/later", "later-1");
            Eventually.until(
                    "what comes", () -> printed.toString(StandardCharsets.UTF_8).contains("\"later-1\""));
            suite.stop();
            assertThat(following.join()).isBetween(0, 1);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(new JsonObject(line).getInteger("status")).isEqualTo(200));
    }

    @Test
    void countsByGroup() {
        assertThat(run("stats", "--by", "authority,version")).isZero();
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).startsWith("AUTHORITY").contains("VERSION", "REQUESTS", "P99.9");
        assertThat(lines().get(1)).containsPattern("^shop.example +1.5 +3 +0 +0 ");
        assertThat(lines().get(2)).containsPattern("^ads.test +- +1 +0 +1 \\(100.0%\\)");
        assertThat(run("stats", "--by", "rule", "--every", "1h", "--json", "status=404"))
                .isZero();
        assertThat(new JsonObject(command.out())
                        .getJsonArray("groups")
                        .getJsonObject(0)
                        .getInteger("count"))
                .isEqualTo(1);
    }

    @Test
    void tellsWhichVersionAnsweredARequest() {
        assertThat(run("request", "first-2")).isZero();
        assertThat(command.out())
                .startsWith("answered by shop@127.0.0.1:")
                .contains(", version 1.5, status 200, at ")
                .containsPattern("path +/a2\n");
        assertThat(run("request", "blocked-1")).isZero();
        assertThat(command.out()).startsWith("answered by no server\n").containsPattern("rule +no-ads\n");
        assertThat(run("request", "never-seen")).isEqualTo(1);
        assertThat(command.err()).contains("(404)");
    }

    @Test
    void tellsWhoHasChangedWhat() {
        assertThat(run("audit")).isZero();
        assertThat(command.out()).isEqualTo("no changes are on record\n");
        purge();
        Eventually.until("it is on record", () -> run("audit") == 0 && lines().size() == 2);
        assertThat(lines().get(0)).startsWith("WHEN");
        assertThat(lines().get(1)).containsPattern("local +127.0.0.1 +20\\d +POST /v1/cache/purge +.*shop.example");
        assertThat(run("audit", "--user", "nobody")).isZero();
        assertThat(command.out()).isEqualTo("no changes are on record\n");
    }

    private void purge() {
        URI address = URI.create(admin);
        try (RawClient client = RawClient.connect(address.getPort())) {
            String body = "{\"prefix\": \"http://shop.example/\"}";
            client.send(Requests.withBody("POST", "/v1/cache/purge", body, "Host: " + address.getAuthority()));
            assertThat(client.readResponse("POST").status()).isBetween(200, 202);
        }
    }

    @Test
    void showsRoutesAndWhichOneIsTaken() {
        assertThat(run("routes")).isZero();
        assertThat(lines().get(0)).startsWith("generation ");
        assertThat(command.out()).containsPattern("shop +shop +off +1.6 ");
        assertThat(run("routes", "match", "http://shop.example/a")).isZero();
        assertThat(command.out())
                .startsWith("route shop, cluster shop, version 1.5\n")
                .contains("1. shop: fits");
    }

    @Test
    void listsServersAndAlarms() {
        assertThat(run("servers")).isZero();
        assertThat(command.out()).contains("shop@127.0.0.1:", "1.5", "1.6");
        assertThat(run("alarms", "--json")).isZero();
        assertThat(new JsonObject(command.out()).getJsonArray("alarms")).isNotNull();
    }
}

package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Documents by the API and by the file, and what becomes of them. */
@ExtendWith(LeakWatch.class)
@Timeout(120)
class RevisionsTest {
    private static final String POLICIES = """
            # Ours.
            lists:
              - {name: ads, file: ads.txt}
            exits:
              - {name: nl, via: ["socks5://ann:s3cret@10.0.0.2:1080"]}
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block}
              - name: games   # on trial
                when: {site: [games.test]}
                then: block
                mode: report   # since Monday
            """;
    private static final PolicyTimings FAST = new PolicyTimings(
            Duration.ofMillis(40),
            new SnapshotTimings(
                    Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100)));

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Vertx vertx;
    private RunningEnvironment environment;
    private PolicyService service;

    private record Told(int status, String tag, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }

        long number() {
            return json().getJsonObject("revision").getLong("number");
        }
    }

    @BeforeEach
    void start() throws Exception {
        write("ads.txt", "0.0.0.0 ads.test\n");
        write("policies.yaml", POLICIES);
        vertx = Vertx.vertx();
        List<ListenerConfig> listeners =
                List.of(new ListenerConfig("egress", Mode.FORWARD, new HostPort("127.0.0.1", 0), null, null));
        environment = RunningEnvironment.on(
                vertx, new SuiteConfig(listeners, null, null, null, null, null, null, null, null, null), folder);
        run(Map.of("VISIBLE", "v", "HIDDEN", "h"));
    }

    private void run(Map<String, String> variables) throws Exception {
        service = new PolicyService(variables, FAST);
        await(service.start(environment.environment()));
    }

    @AfterEach
    void closeAll() throws Exception {
        await(service.stop());
        await(environment.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void write(String file, String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve(file + ".new"), text);
        Files.move(fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private Told send(String method, String path, String body, String... fields) {
        Eventually.until(
                "ready",
                () -> !environment
                        .environment()
                        .roster()
                        .ready("policy-service")
                        .isEmpty());
        ServiceAnnouncement announced =
                environment.environment().roster().ready("policy-service").get(0);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + announced.api() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Told(
                    answer.statusCode(), answer.headers().firstValue("etag").orElse(""), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Told get(String path) {
        return send("GET", path, "");
    }

    private Told put(String text, String tag) {
        return send("PUT", "/v1/policies?author=ann&note=a%20try", text, "If-Match", tag);
    }

    private List<String> diff(String path) {
        return get(path).json().getJsonArray("lines").stream()
                .map(String::valueOf)
                .toList();
    }

    private JsonArray revisions() {
        return get("/v1/revisions").json().getJsonArray("revisions");
    }

    private JsonObject newest() {
        return revisions().getJsonObject(0);
    }

    private String verdict(String url) {
        JsonObject answer = get("/v1/explain?url=" + url).json();
        return answer.getString("verdict") + " by " + answer.getString("rule");
    }

    private static String real(String text) {
        return text.replace("***", "s3cret");
    }

    @Test
    void showsTheTextAsWrittenWithoutItsPasswords() {
        Told json = get("/v1/policies");
        Told yaml = get("/v1/policies?format=yaml");

        assertThat(yaml.text()).isEqualTo(POLICIES.replace("s3cret", "***"));
        assertThat(yaml.tag()).isEqualTo(json.tag()).startsWith("\"1-");
        assertThat(json.json().getString("text")).isEqualTo(yaml.text());
        assertThat(json.text()).doesNotContain("s3cret");
        assertThat(json.json().getBoolean("masked")).isTrue();
        assertThat(json.json().getJsonObject("revision").getString("source")).isEqualTo("file");
        assertThat(get("/v1/revisions/1").text()).doesNotContain("s3cret").contains("# since Monday");
        Eventually.until("its generation is noted", () -> newest().getLong("generation") == 1);
    }

    @Test
    void putsATextInForceForThoseWhoKnowWhatIsInForce() {
        String tag = get("/v1/policies").tag();
        String text = "# Mine.\n" + POLICIES.replace("no-ads", "ads-off");

        Told put = put(text, tag);

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.number()).isEqualTo(2);
        assertThat(put.json().getBoolean("inForce")).isTrue();
        assertThat(put.json().getJsonArray("warnings").getString(0)).startsWith("the store is memory");
        assertThat(verdict("http://ads.test/")).isEqualTo("block by ads-off");
        assertThat(get("/v1/policies?format=yaml").text()).startsWith("# Mine.\n");
        assertThat(get("/v1/policies").json().getBoolean("fileDiffers")).isTrue();
        assertThat(newest().getString("author")).isEqualTo("ann");
        assertThat(newest().getString("note")).isEqualTo("a try");
        assertThat(diff("/v1/revisions/2/diff"))
                .contains("+ # Mine.", "- " + "  - {name: no-ads, when: {list: [ads]}, then: block}");

        Told late = put(POLICIES + "default: block\n", tag);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().getString("detail")).startsWith("revision 2 of ").contains("by ann is in force now");
        assertThat(put(POLICIES, "").status()).isEqualTo(412);
        assertThat(send("PUT", "/v1/policies", POLICIES).status()).isEqualTo(428);
        assertThat(put(text, put.tag()).number()).as("the same again").isEqualTo(2);
    }

    @Test
    void triesATextWithoutATrace() {
        Told valid = send("PUT", "/v1/policies?dryRun=true", POLICIES + "default: block\n");
        Told wrong = send("PUT", "/v1/policies?dryRun=true", POLICIES.replace("[ads]", "[adds]"));

        assertThat(valid.json().getBoolean("valid")).isTrue();
        assertThat(wrong.status()).isEqualTo(422);
        JsonObject finding = wrong.json().getJsonArray("findings").getJsonObject(0);
        assertThat(finding.getInteger("line")).isEqualTo(7);
        assertThat(finding.getInteger("column")).isEqualTo(34);
        assertThat(finding.getString("found")).isEqualTo("\"adds\"");
        assertThat(wrong.json().getString("detail")).contains("did you mean \"ads\"?");
        assertThat(send("PUT", "/v1/policies?dryRun=true", "").status()).isEqualTo(400);
        assertThat(revisions()).hasSize(1);
        assertThat(verdict("http://a.test/")).isEqualTo("allow by default");
    }

    @Test
    void takesNoMaskForAPassword() {
        Told put = put(get("/v1/policies?format=yaml").text() + "default: block\n", "*");

        assertThat(put.status()).isEqualTo(422);
        assertThat(put.json().getString("detail"))
                .contains("a password that is not shown")
                .contains(":5:");
        assertThat(revisions()).hasSize(1);
    }

    @Test
    void givesNobodyVariablesThatTheFileDoesNotUse() throws Exception {
        String text = POLICIES + "  - {name: x, when: {site: [x.test]}, then: block, reason: \"${VISIBLE}\"}\n";
        write("policies.yaml", text);
        Eventually.until("taken", () -> newest().getLong("number") == 2);

        assertThat(put(text + "# more\n", "*").status()).isEqualTo(200);
        assertThat(put(text.replace("VISIBLE", "HIDDEN"), "*").status()).isEqualTo(422);
    }

    @Test
    void letsTheFileWinWhenItChangesAndSaysSo() throws Exception {
        put(POLICIES.replace("no-ads", "ads-off"), "*");
        write("policies.yaml", POLICIES.replace("no-ads", "by-file"));

        Eventually.until(
                "the file is in force", () -> verdict("http://ads.test/").equals("block by by-file"));
        assertThat(newest().getString("source")).isEqualTo("file");
        assertThat(newest().getString("note"))
                .isEqualTo("the file has changed: revision 2 (ann) is no longer in force");

        Told restored = send("POST", "/v1/revisions/2/restore?author=bob", "");
        assertThat(restored.number()).isEqualTo(4);
        assertThat(verdict("http://ads.test/")).isEqualTo("block by ads-off");
        assertThat(newest().getString("source")).isEqualTo("restore");
    }

    @Test
    void keepsAnEditOverARestartAsLongAsTheFileIsTheSame() throws Exception {
        put(POLICIES.replace("no-ads", "ads-off"), "*");
        await(service.stop());

        run(Map.of());
        assertThat(verdict("http://ads.test/")).isEqualTo("block by ads-off");
        assertThat(get("/v1/policies").json().getLong("generation")).isEqualTo(2);
        assertThat(revisions()).hasSize(2);

        await(service.stop());
        write("policies.yaml", POLICIES.replace("no-ads", "by-file"));
        run(Map.of());
        Eventually.until(
                "the file is in force", () -> verdict("http://ads.test/").equals("block by by-file"));
        assertThat(newest().getString("note")).contains("revision 2 (ann)");
    }

    @Test
    void goesOnWithTheEditWhenTheFileIsRefused() throws Exception {
        put(POLICIES.replace("no-ads", "ads-off"), "*");
        write("policies.yaml", "rules: [");
        Eventually.until(
                "refused",
                () -> !get("/v1/policies").json().getString("problem").isEmpty());

        write("ads.txt", "0.0.0.0 other.test\n");
        Eventually.until(
                "its lists count all the same",
                () -> verdict("http://other.test/").equals("block by ads-off"));
        assertThat(newest().getString("source")).isEqualTo("lists");
        assertThat(put(POLICIES.replace("no-ads", "third"), "*").status()).isEqualTo(200);
        assertThat(get("/v1/policies").json().getString("problem")).contains("policies.yaml:1");
        write("policies.yaml", POLICIES);
        Eventually.until(
                "the file is as it was, which is no edit",
                () -> get("/v1/policies").json().getString("problem").isEmpty());
        assertThat(verdict("http://other.test/")).isEqualTo("block by third");
    }

    @Test
    void promotesAndDemotesARuleInItsLine() {
        Told promoted = send("POST", "/v1/policies/rules/games/promote?note=enough", "");

        assertThat(promoted.status()).isEqualTo(200);
        assertThat(verdict("http://games.test/")).isEqualTo("block by games");
        String text = get("/v1/policies?format=yaml").text();
        assertThat(real(text)).isEqualTo(POLICIES.replace("mode: report   # since", "mode: enforce   # since"));
        assertThat(newest().getString("source")).isEqualTo("promote");

        assertThat(send("POST", "/v1/policies/rules/games/promote", "").status())
                .isEqualTo(409);
        assertThat(send("POST", "/v1/policies/rules/game/promote", "").json().getString("detail"))
                .isEqualTo("rule: found \"game\", allowed: no-ads, games");
        assertThat(send("POST", "/v1/policies/rules/no-ads/demote", "", "If-Match", "\"1-x\"")
                        .status())
                .isEqualTo(412);

        assertThat(send("POST", "/v1/policies/rules/no-ads/demote", "").status())
                .isEqualTo(200);
        assertThat(verdict("http://ads.test/")).isEqualTo("allow by default");
        assertThat(get("/v1/policies?format=yaml").text())
                .contains("  - {name: no-ads, mode: report, when: {list: [ads]}, then: block}\n");
        assertThat(diff("/v1/revisions/3/diff?with=1"))
                .contains("+ " + "  - {name: no-ads, mode: report, when: {list: [ads]}, then: block}");
    }

    @Test
    void saysWhichRevisionsThereAre() {
        assertThat(get("/v1/revisions/7").status()).isEqualTo(404);
        assertThat(get("/v1/revisions/x").status()).isEqualTo(400);
        assertThat(get("/v1/revisions/1/diff").json().getJsonArray("lines").getString(0))
                .isEqualTo("@@ 1");
        assertThat(send("POST", "/v1/revisions/9/restore", "").status()).isEqualTo(404);
    }

    @Test
    void fillsAStoreThatHasLostEverything() throws Exception {
        put(POLICIES.replace("no-ads", "ads-off"), "*");
        for (String key : await(environment.environment().store().keys("sallyport:revision"))) {
            await(environment.environment().store().delete(key));
        }

        Eventually.until("filled again", () -> {
            try {
                return await(environment.environment().store().keys("sallyport:revision"))
                                .size()
                        == 2;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(revisions()).hasSize(2);
        assertThat(verdict("http://ads.test/")).isEqualTo("block by ads-off");
        assertThat(send("POST", "/v1/revisions/2/restore", "").number()).isEqualTo(2);
    }

    @Test
    void letsAnInstanceThatStandsByWriteForTheOneThatPublishes() throws Exception {
        PolicyService second = new PolicyService(Map.of(), FAST);
        await(second.start(environment.environment()));
        Eventually.until(
                "two",
                () -> environment.environment().roster().ready("policy-service").size() == 2);
        try {
            assertThat(put(POLICIES.replace("no-ads", "one"), "*").status()).isEqualTo(200);
            List<ServiceAnnouncement> both = environment.environment().roster().ready("policy-service");
            for (ServiceAnnouncement instance : both) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://" + instance.api() + "/v1/policies"))
                                .header("If-Match", "*")
                                .PUT(BodyPublishers.ofString(POLICIES + "# by " + instance.instance() + "\n"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
            assertThat(revisions()).hasSize(4);
        } finally {
            await(second.stop());
        }
    }
}

package io.sallyport.policy;

import static io.sallyport.policy.PolicyHarness.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The documents of one suite, brought into another one whose store is empty or has gone its own way. */
@ExtendWith(LeakWatch.class)
@Timeout(90)
class BackupTest {
    private static final String FILE = "rules: [{name: one, when: {site: [one.test]}, then: block}]\n";
    private static final String EDITED = "rules: [{name: one, when: {site: [one.test]}, then: block}, "
            + "{name: two, when: {site: [two.test]}, then: block}]\n";

    @TempDir
    private Path folder;

    private PolicyHarness suite;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("policies.yaml"), FILE);
        suite = new PolicyHarness(folder).start();
    }

    @AfterEach
    void stop() throws Exception {
        suite.close();
    }

    /** Another suite with the same file and an empty store. */
    private void another() throws Exception {
        stop();
        start();
    }

    private Store store() {
        return suite.store();
    }

    private HttpResponse<String> call(String method, String path, byte[] body) throws Exception {
        return suite.send(method, path, body, "If-Match", "*");
    }

    private JsonObject done(String method, String path, String body) throws Exception {
        HttpResponse<String> response = call(method, path, body.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return new JsonObject(response.body());
    }

    private String backup() throws Exception {
        HttpResponse<String> response = call("GET", "/v1/backup", new byte[0]);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return response.body();
    }

    private String inForce() throws Exception {
        return done("GET", "/v1/policies", "").getString("text");
    }

    private static CanaryState canary(int weight, int step) {
        Instant then = Instant.parse("2026-11-26T12:00:00Z");
        return new CanaryState(
                "shop",
                "2.0",
                "5%/PT5M 25%/PT10M",
                CanaryState.Phase.RUNNING,
                step,
                weight,
                then,
                then,
                Duration.ZERO,
                then,
                0,
                0,
                "",
                1,
                List.of());
    }

    private void put(CanaryReport report) throws Exception {
        await(store().put(StoreKeys.canaries(), JsonCodec.bytes(report)));
    }

    private CanaryReport canaries() throws Exception {
        return JsonCodec.parse(await(store().get(StoreKeys.canaries())).orElseThrow(), CanaryReport.class);
    }

    private long generation() throws Exception {
        return Long.parseLong(await(store().get(StoreKeys.generation(Subject.POLICY)))
                .orElseThrow()
                .toString());
    }

    private String busySuite() throws Exception {
        done("PUT", "/v1/policies?author=ann", EDITED);
        done("POST", "/v1/unlocks", "{\"site\":\"two.test\",\"for\":\"2h\",\"note\":\"ticket 7\"}");
        put(new CanaryReport(77, List.of(canary(25, 1))));
        await(store().put(StoreKeys.pseudonyms(1, 1), Buffer.buffer("a secret key"), Duration.ofHours(1)));
        await(store().put(StoreKeys.generation(Subject.ROUTES), Buffer.buffer("41")));
        Eventually.until("dates are kept", this::hasDates);
        return backup();
    }

    private boolean hasDates() {
        return store().get(StoreKeys.ruleDates())
                .result()
                .map(dates -> dates.toString().contains("two"))
                .orElse(false);
    }

    @Test
    void holdsDocumentsAndNeitherKeysNorLeases() throws Exception {
        String text = busySuite();

        assertThat(text).contains("two.test").contains("ticket 7").contains("\"kind\":\"rule-dates\"");
        assertThat(text).doesNotContain("a secret key").doesNotContain("lease");
    }

    @Test
    void comesBackInASuiteWithAnEmptyStore() throws Exception {
        String text = busySuite();
        long before = generation();
        another();

        JsonObject planned = done("POST", "/v1/restore?dryRun=true", text);
        assertThat(planned.getString("policy")).isEqualTo("changed");
        assertThat(planned.getInteger("unlocks")).isEqualTo(1);
        assertThat(inForce()).as("nothing is changed by a dry run").isEqualTo(FILE);

        JsonObject restored = done("POST", "/v1/restore", text);

        assertThat(restored.getString("policy")).isEqualTo("changed");
        assertThat(restored.getBoolean("history")).isTrue();
        assertThat(restored.getInteger("canaries")).isEqualTo(1);
        assertThat(inForce()).isEqualTo(EDITED);
        assertThat(done("GET", "/v1/revisions", "").encode()).contains("ann").contains("\"number\":4");
        assertThat(done("GET", "/v1/unlocks", "").encode()).contains("ticket 7");
        assertThat(canaries().canaries()).containsExactly(canary(25, 1));
        assertThat(canaries().revision()).isGreaterThan(77);
        assertThat(generation()).as("never backwards").isGreaterThan(before);
        assertThat(await(store().get(StoreKeys.generation(Subject.ROUTES)))).contains(Buffer.buffer("41"));
    }

    @Test
    void mayBeRepeatedAndChangesNothingThen() throws Exception {
        String text = busySuite();
        another();
        done("POST", "/v1/restore", text);
        String revisions = done("GET", "/v1/revisions", "").encode();

        JsonObject again = done("POST", "/v1/restore", text);

        assertThat(again.getString("policy")).isEqualTo("unchanged");
        assertThat(again.getInteger("unlocks")).isZero();
        assertThat(again.getInteger("canaries")).isZero();
        assertThat(done("GET", "/v1/revisions", "").encode()).isEqualTo(revisions);
    }

    @Test
    void isANewRevisionInASuiteThatHasGoneItsOwnWay() throws Exception {
        String text = busySuite();
        another();
        for (int i = 0; i < 4; i++) {
            done("PUT", "/v1/policies?author=bob", FILE + "# " + i + "\n");
        }
        put(new CanaryReport(99, List.of(canary(5, 0))));

        JsonObject restored = done("POST", "/v1/restore", text);

        assertThat(restored.getBoolean("history")).as("its own goes further").isFalse();
        assertThat(inForce()).isEqualTo(EDITED);
        assertThat(done("GET", "/v1/revisions", "").encode()).contains("bob").contains("\"number\":6");
        assertThat(canaries().canaries()).containsExactly(canary(25, 1));
    }

    @Test
    void tellsEdgesOfCanariesThatAreBack() throws Exception {
        String text = busySuite();
        another();
        List<CanaryReport> told = new CopyOnWriteArrayList<>();
        suite.vertx().eventBus().<CanaryReport>consumer(Addresses.CANARY_REPORT, message -> told.add(message.body()));

        done("POST", "/v1/restore", text);

        Eventually.until(
                "told", () -> told.stream().anyMatch(report -> report.canaries().contains(canary(25, 1))));
    }

    @Test
    void mayBePacked() throws Exception {
        String text = busySuite();
        another();

        assertThat(call("POST", "/v1/restore", packed(text)).statusCode()).isEqualTo(200);

        assertThat(inForce()).isEqualTo(EDITED);
    }

    private static byte[] packed(String text) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    /** Nobody should find out on the day of the loss. */
    @Test
    void isNeverLargerThanWhatCanBeRestored() throws Exception {
        Random random = new Random(7);
        String last = "";
        for (int i = 0; i < 15; i++) {
            byte[] noise = new byte[450_000];
            random.nextBytes(noise);
            last = EDITED + "# " + HexFormat.of().formatHex(noise) + "\n";
            done("PUT", "/v1/policies?author=ann", last);
        }
        String text = backup();
        another();

        for (byte[] body : List.of(text.getBytes(StandardCharsets.UTF_8), packed(text))) {
            assertThat(body.length).isGreaterThan(1 << 20);
            HttpResponse<String> restored = call("POST", "/v1/restore", body);
            assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
        }
        assertThat(inForce()).isEqualTo(last);
        assertThat(done("GET", "/v1/revisions", "").encode()).contains("ann").contains("\"number\":18");
    }

    @Test
    void refusesWhatIsDamagedOrForeignAndChangesNothing() throws Exception {
        String text = busySuite();
        another();
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 40; i++) {
                out.write(new byte[1 << 20]);
            }
        }

        for (Map.Entry<byte[], String> wrong : Map.of(
                        text.replace("two.test", "owt.test").getBytes(StandardCharsets.UTF_8),
                        "not the one of its sha256",
                        text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8),
                        "line ",
                        "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8),
                        "first line of a backup of Sallyport",
                        new byte[0],
                        "found nothing, allowed: a backup",
                        new byte[] {0x1f, (byte) 0x8b, 1, 2, 3},
                        "damaged gzip",
                        new byte[] {(byte) 0xff, (byte) 0xfe},
                        "not UTF-8",
                        bomb.toByteArray(),
                        "more than 32 MiB")
                .entrySet()) {
            HttpResponse<String> response = call("POST", "/v1/restore", wrong.getKey());
            assertThat(response.statusCode()).as(wrong.getValue()).isEqualTo(400);
            assertThat(response.body()).contains(wrong.getValue());
        }
        assertThat(inForce()).isEqualTo(FILE);
    }

    @Test
    void isServedUnderItsOwnPathOnly() throws Exception {
        assertThat(call("GET", "/v1/%62ackup", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(call("GET", "/v1/backup/", new byte[0]).statusCode()).isEqualTo(404);
    }
}

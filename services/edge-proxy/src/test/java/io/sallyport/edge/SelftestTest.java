package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class SelftestTest {
    private static JsonObject run(EdgeHarness edge) {
        RawResponse[] last = new RawResponse[1];
        Eventually.until("a run is let in", () -> {
            last[0] = ask(edge);
            return last[0].status() == 200;
        });
        return new JsonObject(last[0].bodyText());
    }

    private static RawResponse ask(EdgeHarness edge) {
        try (RawClient admin = RawClient.connect(edge.service().admin().port()).timeout(Duration.ofSeconds(60))) {
            return admin.get("/v1/anonymity", "Host: localhost");
        }
    }

    private static List<String> leaks(JsonObject report, String... fields) {
        return report.getJsonArray("leaks").stream()
                .map(JsonObject.class::cast)
                .map(leak -> String.join(
                        " ", List.of(fields).stream().map(leak::getString).toList()))
                .distinct()
                .toList();
    }

    /** Although no rule lets anything go to loopback, and the default blocks everything. */
    @Test
    void findsNoLeakWhereThereIsNone() {
        try (EdgeHarness edge = EdgeSetup.edge()
                .policies("default: block")
                .suite("anonymity: {profile: strict}")
                .start()) {
            JsonObject report = run(edge);

            assertThat(report.getJsonArray("leaks")).isEmpty();
            assertThat(report.getJsonArray("unanswered")).isEmpty();
            assertThat(report.getBoolean("complete")).isTrue();
            assertThat(report.getInteger("probes")).isEqualTo(16);
            assertThat(report.getJsonArray("profiles")).hasSize(2);
            edge.awaitRecord(16);
            assertThat(edge.records())
                    .filteredOn(record -> record.rule().equals("selftest"))
                    .isNotEmpty();
        }
    }

    @Test
    void findsThatASuiteIsTransparent() {
        try (EdgeHarness edge =
                EdgeSetup.edge().suite("anonymity: {profile: transparent}").start()) {
            JsonObject report = run(edge);

            assertThat(leaks(report, "kind", "profile", "because"))
                    .contains("address transparent anonymity.profile", "name transparent anonymity.profile");
            assertThat(leaks(report, "name")).contains("x-forwarded-for", "forwarded", "From");
            assertThat(leaks(report, "profile")).containsExactly("transparent");
            assertThat(leaks(report, "severity")).first().isEqualTo("high");
        }
    }

    @Test
    void findsARuleThatIsTransparent() {
        String policies = "rules: [{name: friends, when: {site: [a.example]}, then: {allow: {profile: transparent}}}]";
        try (EdgeHarness edge = EdgeSetup.edge().policies(policies).start()) {
            JsonObject report = run(edge);

            assertThat(leaks(report, "kind", "because", "listener")).contains("address rules: friends egress");
        }
    }

    @Test
    void goesThroughTlsToTheProxyAndIntoTunnels(@TempDir Path folder) {
        TestCertificate.in(folder, "proxy.test");
        String listeners = "listeners: [{name: plain, mode: forward, bind: '127.0.0.1:0'}, "
                + "{name: secure, mode: forward, bind: '127.0.0.1:0', protocols: [http/1.1], "
                + "tls: {certificates: [{cert: proxy.test.crt, key: proxy.test.key}]}}]";
        try (EdgeHarness edge = EdgeSetup.edge().listeners(folder, listeners).start()) {
            JsonObject report = run(edge);

            assertThat(report.getJsonArray("leaks")).isEmpty();
            assertThat(report.getJsonArray("unanswered")).isEmpty();
            assertThat(report.getInteger("probes")).isEqualTo(2 * 8 + 2 * 7);
        }
    }

    @Test
    void goesInBySocksAndPastLogins(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("users.txt"), "ann:$2y$04$" + "a".repeat(53) + "\n");
        String listeners = "listeners: [{name: socks, mode: socks5, bind: '127.0.0.1:0'}, "
                + "{name: mixed, mode: mixed, bind: '127.0.0.1:0', auth: basic, users: users.txt}]";
        try (EdgeHarness edge = EdgeSetup.edge().listeners(folder, listeners).start()) {
            JsonObject report = run(edge);

            assertThat(report.getJsonArray("leaks")).isEmpty();
            assertThat(report.getJsonArray("unanswered")).isEmpty();
            assertThat(report.getInteger("probes")).isEqualTo(2 * 2 + 2 * 10);
            edge.awaitRecord(24);
            assertThat(edge.records()).extracting(AccessRecord::protocol).contains("socks5", "socks4a");
        }
    }

    /** Names under the suffix of the probes open nothing, during a run or after it. */
    @Test
    void opensNothingForOthers() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("secret");
                EdgeHarness edge = EdgeSetup.edge().policies("default: block").start()) {
            run(edge);
            String used = edge.records().stream()
                    .map(AccessRecord::authority)
                    .filter(authority -> authority.contains(".selftest.invalid"))
                    .findFirst()
                    .orElseThrow();
            String host = used.substring(0, used.indexOf(':'));
            try (RawClient client = edge.forward()) {
                for (String name : List.of(host, "p0.selftest.invalid", "selftest.invalid")) {
                    assertThat(client.get("http://" + name + ":" + origin.port() + "/")
                                    .status())
                            .isEqualTo(404);
                }
            }
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void runsOneAtATimeAndNotTooOften() {
        try (EdgeHarness edge = EdgeSetup.edge().start()) {
            run(edge);

            assertThat(ask(edge).status()).isEqualTo(429);
            try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
                admin.send("POST /v1/anonymity HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
                assertThat(admin.readResponse().status()).isEqualTo(405);
            }
        }
    }
}

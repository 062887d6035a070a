package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryTest {
    private static final String STEPS = "steps: [{weight: 5}, {weight: 50}]";

    private final ScriptedOrigin stable = ScriptedOrigin.start("stable");
    private final ScriptedOrigin canary = ScriptedOrigin.start("canary");

    @AfterEach
    void close() {
        stable.close();
        canary.close();
    }

    /** @param canaryKeys beyond version and steps, with a comma before each */
    private String routes(String canaryKeys, String routeKeys) {
        return "clusters: [{name: shop, endpoints: [{url: 'http://" + stable.authority()
                + "', version: '1.5'}, {url: 'http://"
                + canary.authority() + "', version: '1.6'}]}]\n"
                + "routes: [{name: all, cluster: shop, canary: {version: '1.6', " + STEPS + canaryKeys + "}" + routeKeys
                + "}]\n";
    }

    private static final String DEFAULT = ", versions: {default: '1.5'}";

    @Test
    void drawsNewClientsExactlyByWeightAndLetsEachKeepItsSide() {
        try (EdgeHarness edge = EdgeHarness.start(routes("", DEFAULT), "");
                RawClient client = edge.reverse()) {
            edge.canary("all", "1.6", 5);
            Map<String, String> sideByCookie = new HashMap<>();
            for (int i = 0; i < 1000; i++) {
                RawResponse first = client.get("/");
                String cookie = first.field("set-cookie").orElseThrow();
                assertThat(cookie).matches("sp_canary=[0-9a-f]{16}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
                sideByCookie.put(cookie.substring(0, cookie.indexOf(';')), first.bodyText());
            }
            assertThat(sideByCookie).hasSize(1000);
            // one sequence for this connection's loop: the part is exact to within two, not only on average
            assertThat(count(sideByCookie, "canary")).isBetween(48, 52);

            for (Map.Entry<String, String> known : sideByCookie.entrySet()) {
                RawResponse again = client.get("/", "Cookie: a=b; " + known.getKey());
                assertThat(again.bodyText()).isEqualTo(known.getValue());
                assertThat(again.values("set-cookie")).isEmpty();
            }

            edge.canary("all", "1.6", 25);
            int moved = 0;
            for (Map.Entry<String, String> known : sideByCookie.entrySet()) {
                String side = client.get("/", "Cookie: " + known.getKey()).bodyText();
                assertThat(known.getValue() + " then " + side).isNotEqualTo("canary then stable");
                moved += side.equals(known.getValue()) ? 0 : 1;
            }
            assertThat(moved).isBetween(197, 203);
            assertThat(edge.awaitRecord(3000).track()).isIn("canary", "stable");
        }
    }

    private static int count(Map<String, String> sides, String side) {
        return (int) sides.values().stream().filter(side::equals).count();
    }

    @Test
    void keepsAClientByAFieldOfItsOwn() {
        try (EdgeHarness edge = EdgeHarness.start(routes(", sticky: {header: X-User}", DEFAULT), "");
                RawClient client = edge.reverse()) {
            edge.canary("all", "1.6", 50);
            int canaries = 0;
            for (int user = 0; user < 400; user++) {
                RawResponse first = client.get("/", "X-User: u" + user);
                assertThat(first.values("set-cookie")).isEmpty();
                assertThat(client.get("/", "X-User: u" + user).bodyText()).isEqualTo(first.bodyText());
                canaries += first.bodyText().equals("canary") ? 1 : 0;
            }
            // binomial: 200 with a deviation of 10
            assertThat(canaries).isBetween(160, 240);
        }
    }

    @Test
    void keepsAClientByItsAddress() {
        try (EdgeHarness edge = EdgeHarness.start(routes(", sticky: {client: true}", DEFAULT), "");
                RawClient client = edge.reverse()) {
            edge.canary("all", "1.6", 50);
            String side = client.get("/").bodyText();
            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/").bodyText()).isEqualTo(side);
            }
        }
    }

    @Test
    void letsAFieldOverrideTheDrawAndRecordsThatItWasAsked() {
        try (EdgeHarness edge = EdgeHarness.start(routes("", DEFAULT), "");
                RawClient client = edge.reverse()) {
            edge.canary("all", "1.6", 0);
            RawResponse asked = client.get("/", "X-Canary: Canary");
            assertThat(asked.bodyText()).isEqualTo("canary");
            assertThat(asked.values("set-cookie")).isEmpty();
            assertThat(edge.awaitRecord(1).track()).isEqualTo("canary-asked");
            assertThat(edge.awaitRecord(1).version()).isEqualTo("1.6");

            edge.canary("all", "1.6", 100);
            assertThat(client.get("/", "X-Canary: stable").bodyText()).isEqualTo("stable");
            assertThat(edge.awaitRecord(2).track()).isEqualTo("stable-asked");
            assertThat(client.get("/", "X-Canary: perhaps").bodyText()).isEqualTo("canary");
            assertThat(edge.awaitRecord(3).track()).isEqualTo("canary");
        }
    }

    @Test
    void leavesAPinAlone() {
        String pinned = ", versions: {by: {header: X-Version}, default: '1.5'}";
        try (EdgeHarness edge = EdgeHarness.start(routes("", pinned), "");
                RawClient client = edge.reverse()) {
            edge.canary("all", "1.6", 100);
            RawResponse answer = client.get("/", "X-Version: 1.5");
            assertThat(answer.bodyText()).isEqualTo("stable");
            assertThat(answer.values("set-cookie")).isEmpty();
            assertThat(edge.awaitRecord(1).track()).isEmpty();
        }
    }

    @Test
    void takesTheCanaryOutOfADefaultOfEveryEndpoint() {
        try (EdgeHarness edge = EdgeHarness.start(routes("", ""), "");
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 6; i++) {
                assertThat(client.get("/").bodyText()).as("before any report").isEqualTo("stable");
            }
        }
    }

    @Test
    void servesTheDrawnFromTheStableSideWhileTheCanaryIsOutButTellsWhoAsks() {
        String gone = routes("", DEFAULT).replace("version: '1.6'}]", "version: '1.4'}]");
        try (EdgeHarness edge = EdgeHarness.start(gone, "");
                RawClient client = edge.reverse()) {
            edge.canary("all", "1.6", 100);
            assertThat(client.get("/").bodyText()).isEqualTo("stable");
            assertThat(edge.awaitRecord(1).track()).isEqualTo("stable");

            assertThat(client.get("/", "X-Canary: canary").status()).isEqualTo(503);
            assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.NO_HEALTHY_ENDPOINT);
        }
    }

    @Test
    void keepsTheSidesApartInTheCacheAndNoCookieInIt() {
        stable.on("/kept", Answer.text("stable", "Cache-Control: max-age=60"));
        canary.on("/kept", Answer.text("canary", "Cache-Control: max-age=60"));
        for (String versions : new String[] {DEFAULT, ""}) {
            int before = stable.requests().size() + canary.requests().size();
            try (EdgeHarness edge = EdgeHarness.start(routes("", versions + ", cache: {enabled: true}"), "");
                    RawClient client = edge.reverse()) {
                edge.canary("all", "1.6", 100);
                RawResponse first = client.get("/kept");
                assertThat(first.bodyText()).isEqualTo("canary");
                RawResponse hit = client.get("/kept");
                assertThat(hit.bodyText()).isEqualTo("canary");
                assertThat(hit.values("vary")).contains("X-Canary", "Cookie").doesNotHaveDuplicates();
                assertThat(hit.field("cache-status").orElseThrow()).contains("hit");
                assertThat(hit.values("set-cookie")).hasSize(1);
                assertThat(hit.field("set-cookie")).isNotEqualTo(first.field("set-cookie"));
                assertThat(client.get("/kept", "Cookie: " + key(hit)).values("set-cookie"))
                        .isEmpty();

                edge.canary("all", "1.6", 0);
                RawResponse rolledBack = client.get("/kept");
                assertThat(rolledBack.bodyText()).isEqualTo("stable");
                assertThat(rolledBack.field("cache-status").orElseThrow()).contains("fwd=uri-miss");
                assertThat(client.get("/kept").field("cache-status").orElseThrow())
                        .contains("hit");
                assertThat(stable.requests().size() + canary.requests().size() - before)
                        .isEqualTo(2);
            }
        }
    }

    private static String key(RawResponse response) {
        String field = response.field("set-cookie").orElseThrow();
        return field.substring(0, field.indexOf(';'));
    }

    @Test
    void letsAClientKeepItsSideEvenWhenItsFirstAnswerIsAnErrorOfOurs() {
        try (EdgeHarness edge = EdgeHarness.start(routes("", DEFAULT), "");
                RawClient client = edge.reverse()) {
            canary.close(); // not before, or the edge might be given its port
            edge.canary("all", "1.6", 100);
            RawResponse failed = client.get("/");
            assertThat(failed.status()).isEqualTo(502);
            assertThat(failed.values("set-cookie")).hasSize(1);
            assertThat(edge.awaitRecord(1).track()).isEqualTo("canary");
        }
    }

    @Test
    void marksTheCookieSecureWhereTlsIsSpoken(@TempDir Path folder) {
        try (EdgeHarness edge = EdgeSetup.edge()
                        .routes(routes("", DEFAULT))
                        .tls(TestCertificate.in(folder, "shop.test"))
                        .start();
                RawClient client = edge.reverseTls()) {
            edge.canary("all", "1.6", 50);
            assertThat(client.get("/").field("set-cookie").orElseThrow()).endsWith("; Secure");
        }
    }
}

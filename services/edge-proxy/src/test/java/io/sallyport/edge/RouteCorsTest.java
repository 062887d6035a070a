package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cross-origin rules: the client's view, with and without the cache. */
@ExtendWith(LeakWatch.class)
class RouteCorsTest {
    private static final String ORIGIN = "access-control-allow-origin";

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text(
                "hello",
                "Cache-Control: max-age=60",
                "Access-Control-Allow-Origin: https://old.example",
                "Access-Control-Expose-Headers: X-Old"));
        edge = EdgeSetup.edge()
                .routes("clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n" + """
                        routes:
                          - name: api
                            cluster: shop
                            cache: {enabled: true}
                            limits: {method: [GET]}
                            cors: {origin: ['https://*.shop.example'], method: [PUT], header: [X-Team], credentials: true}
                          - {name: plain, match: {path: /plain}, cluster: shop}
                        """)
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private static RawResponse preflight(RawClient client, String path, String from) {
        return client.send("OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\nOrigin: " + from
                        + "\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-team\r\n\r\n")
                .readResponse();
    }

    @Test
    void answersAPreflightItself() {
        try (RawClient client = edge.reverse()) {
            RawResponse allowed = preflight(client, "/a", "https://app.shop.example");
            assertThat(allowed.status()).isEqualTo(204);
            assertThat(allowed.values(ORIGIN)).containsExactly("https://app.shop.example");
            assertThat(allowed.values("access-control-allow-credentials")).containsExactly("true");
            assertThat(allowed.values("access-control-allow-methods")).containsExactly("GET, HEAD, POST, PUT");
            assertThat(allowed.values("access-control-allow-headers")).containsExactly("x-team");
            assertThat(allowed.values("access-control-max-age")).containsExactly("600");
            assertThat(String.join(",", allowed.values("vary"))).contains("Origin");

            RawResponse refused = preflight(client, "/a", "https://app.shop.example.evil.test");
            assertThat(refused.status()).isEqualTo(204);
            assertThat(refused.field(ORIGIN)).isEmpty();
            assertThat(refused.field("access-control-allow-methods")).isEmpty();
        }
        assertThat(origin.requests()).isEmpty();
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(logged.route()).isEqualTo("api");
    }

    @Test
    void givesEachOriginItsOwnAnswerOutOfOneStoredResponse() {
        try (RawClient client = edge.reverse()) {
            RawResponse first = client.get("/b", "Host: a", "Origin: https://one.shop.example");
            RawResponse second = client.get("/b", "Host: a", "Origin: https://two.shop.example");
            RawResponse stranger = client.get("/b", "Host: a", "Origin: https://evil.test");
            RawResponse nobody = client.get("/b", "Host: a");

            assertThat(first.values(ORIGIN)).containsExactly("https://one.shop.example");
            assertThat(second.values(ORIGIN)).containsExactly("https://two.shop.example");
            assertThat(second.values("cache-status").get(0)).contains("hit");
            assertThat(stranger.field(ORIGIN)).isEmpty();
            assertThat(stranger.field("access-control-expose-headers")).isEmpty();
            assertThat(nobody.field(ORIGIN)).isEmpty();
            assertThat(nobody.values("vary")).contains("Origin");
        }
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void letsAPageReadAnErrorOfOurs() {
        try (RawClient client = edge.reverse()) {
            client.send("DELETE /a HTTP/1.1\r\nHost: a\r\nOrigin: https://one.shop.example\r\n"
                    + "Content-Length: 0\r\n\r\n");
            RawResponse response = client.readResponse();

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.values(ORIGIN)).containsExactly("https://one.shop.example");
        }
    }

    @Test
    void leavesRoutesWithoutRulesToTheServer() {
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/plain", "Host: a", "Origin: https://one.shop.example");
            assertThat(response.values(ORIGIN)).containsExactly("https://old.example");
            assertThat(preflight(client, "/plain", "https://one.shop.example").status())
                    .isEqualTo(200);
        }
        assertThat(origin.awaitRequest(2).method()).isEqualTo("OPTIONS");
    }

    @Test
    void asksThePolicysRulesOfAPreflightButNotItsGates() {
        edge.policies("rules: [{name: shut, when: {site: shut.test}, then: block},"
                + " {name: rarely, then: {limit: {rate: 1/d}}}]\n");
        edge.awaitPolicies();
        String from = "https://app.shop.example";
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/c", "Host: a", "Origin: " + from).status()).isEqualTo(200);
            RawResponse limited = client.get("/c", "Host: a", "Origin: " + from);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.values(ORIGIN)).containsExactly(from);
            assertThat(preflight(client, "/c", from).values(ORIGIN)).containsExactly(from);

            client.send("OPTIONS /c HTTP/1.1\r\nHost: shut.test\r\nOrigin: " + from
                    + "\r\nAccess-Control-Request-Method: GET\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(404);
        }
    }

    @Test
    void passesAnOrdinaryOptionsOn() {
        try (RawClient client = edge.reverse()) {
            client.send("OPTIONS /plain HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
    }
}

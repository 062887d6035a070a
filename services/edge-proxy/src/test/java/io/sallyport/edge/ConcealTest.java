package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ConcealTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String TRACE = "java.lang.IllegalStateException: no\n\tat com.inside.Shop.buy(Shop.java:7)\n";

    private final ScriptedOrigin origin = ScriptedOrigin.start(Answer.text(
            "hello",
            FRESH,
            "Server: Apache/2.4.1 (Unix)",
            "X-Powered-By: PHP/5.1",
            "x-backend-server: app-1",
            "Via: 1.1 varnish",
            "Server-Timing: db;dur=5",
            "X-Internal-Host: app-1",
            "Cache-Status: inner-cache; hit",
            "ETag: \"1\"",
            "X-Own: kept"));
    private EdgeHarness edge;

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    /** @param more of the route */
    private void start(String more) {
        edge = EdgeSetup.edge().routes(EdgeSetup.routesTo(origin, more)).start();
    }

    private RawResponse ask(String method, String path, String... fields) {
        try (RawClient client = edge.reverse()) {
            return client.send(Requests.head(method, path, fields)).readResponse(method);
        }
    }

    @Test
    void takesOutWhatTellsOfTheServerFromMissesAndHits() {
        start(", cache: {enabled: true}, conceal: {remove: ['X-Internal-*']}");
        RawResponse miss = ask("GET", "/");
        RawResponse hit = ask("GET", "/");

        assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
        for (RawResponse response : new RawResponse[] {miss, hit}) {
            for (String name : new String[] {
                "server", "x-powered-by", "x-backend-server", "via", "server-timing", "x-internal-host"
            }) {
                assertThat(response.field(name)).as(name).isEmpty();
            }
            assertThat(response.values("cache-status")).hasSize(1);
            assertThat(response.field("x-own")).contains("kept");
            assertThat(response.bodyText()).isEqualTo("hello");
            response.assertClean();
        }
    }

    @Test
    void letsARouteKeepAndReplaceFields() {
        start(", conceal: {server: shop, keep: [X-Powered-By]}");

        RawResponse response = ask("GET", "/");

        assertThat(response.values("server")).containsExactly("shop");
        assertThat(response.field("x-powered-by")).contains("PHP/5.1");
    }

    @Test
    void holdsAChangedRuleForWhatIsStoredAlready() {
        start(", cache: {enabled: true}");
        assertThat(ask("GET", "/").field("etag")).isPresent();

        edge.routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}, conceal: {remove: [ETag]}"));
        edge.awaitRoutes();

        assertThat(ask("GET", "/").field("etag")).isEmpty();
        assertThat(ask("GET", "/").field("cache-status").orElseThrow()).contains("hit");
    }

    @Test
    void makesInsideAddressesOurs() {
        start(", match: {path: /shop}, rewrite: {path: /app}, conceal: {names: ['*.internal']}");
        origin.on("/shop/", inside()).on("/app/", inside());

        RawResponse response = ask("GET", "/shop/", "Host: shop.example");

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.values("location")).containsExactly("http://shop.example/shop/login?next=%2F");
        assertThat(response.values("content-location")).containsExactly("http://shop.example/shop/");
        assertThat(response.values("refresh")).containsExactly("3; url=//shop.example/shop/");
        assertThat(response.values("link"))
                .containsExactly("<http://shop.example/shop/2>; rel=next", "<https://cdn.example/x>; rel=preload");
        assertThat(response.values("set-cookie")).containsExactly("a=b; Path=/shop", "c=d; Path=/shop/x; HttpOnly");
    }

    private Answer inside() {
        return Answer.status(
                "302 Found",
                "",
                "Location: http://" + origin.authority() + "/app/login?next=%2F",
                "Content-Location: http://app-1.internal/app/",
                "Refresh: 3; url=//app-1.internal/app/",
                "Link: <http://app-1.internal/app/2>; rel=next",
                "Link: <https://cdn.example/x>; rel=preload",
                "Set-Cookie: a=b; Domain=app-1.internal; Path=/app",
                "Set-Cookie: c=d; Path=/app/x; HttpOnly");
    }

    @Test
    void leavesAddressesAloneWhereTheRouteSaysSo() {
        start(", conceal: {rewrite: false}");
        String location = "http://" + origin.authority() + "/x";
        origin.next(Answer.status("302 Found", "", "Location: " + location));

        assertThat(ask("GET", "/").values("location")).containsExactly(location);
    }

    @Test
    void putsAPageOfOursInThePlaceOfAnErrorPage() {
        start(", conceal: {errors: [500, 404]}");
        origin.on(
                "/broken",
                Answer.status(
                        "500 Oops",
                        TRACE,
                        "Content-Type: text/plain",
                        "Retry-After: 7",
                        "X-Stack: Shop.java",
                        "Content-Encoding: identity",
                        "ETag: \"e\""));

        RawResponse problem = ask("GET", "/broken");
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.field("content-type")).contains("application/problem+json");
        assertThat(problem.bodyText())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}\n");
        assertThat(problem.field("retry-after")).contains("7");
        assertThat(problem.field("x-stack")).isEmpty();
        assertThat(problem.field("etag")).isEmpty();
        assertThat(problem.field("content-encoding")).isEmpty();
        problem.assertClean();

        RawResponse page = ask("GET", "/broken", "Accept: text/html,*/*;q=0.8");
        assertThat(page.field("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.field("vary")).contains("Accept");
        assertThat(page.bodyText()).contains("500 Internal Server Error").doesNotContain("Shop");

        RawResponse head = ask("HEAD", "/broken");
        assertThat(head.field("content-length")).isEqualTo(problem.field("content-length"));
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(edge.records().get(0).status()).isEqualTo(500);
        assertThat(edge.records().get(0).endpoint()).isNotEmpty();
    }

    @Test
    void keepsTheConnectionAfterAShortErrorPageOnly() {
        start(", conceal: {errors: [500]}");
        // In one piece: the page's end would otherwise be able to come behind the client's next request.
        origin.on("/short", Answer.raw("HTTP/1.1 500 Oops\r\nContent-Length: " + TRACE.length() + "\r\n\r\n" + TRACE));
        origin.on("/long", Answer.status("500 Oops", "x".repeat(200_000)));
        try (RawClient client = edge.reverse()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.get("/short").bodyText()).contains("\"status\":500");
                origin.awaitRequest(i + 1);
            }
            assertThat(origin.connections()).hasSize(1);
            assertThat(client.get("/long").bodyText()).contains("\"status\":500");
            origin.awaitNoConnection();
            assertThat(client.get("/short").status()).isEqualTo(500);
        }
    }

    @Test
    void doesNotWaitForAnErrorPageThatNeverEnds() {
        start(", conceal: {errors: [500]}");
        origin.on(
                "/stuck",
                Answer.raw("HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\nbegun")
                        .then(Answer.stall()));

        assertThat(ask("GET", "/stuck").bodyText()).contains("\"status\":500");
        origin.awaitNoConnection();
    }

    @Test
    void keepsANegativeAnswerAsLongAsTheServerSays() {
        start(", cache: {enabled: true}, conceal: {errors: [404]}");
        origin.on("/none", Answer.status("404 Not Found", TRACE, FRESH));

        RawResponse first = ask("GET", "/none");
        RawResponse second = ask("GET", "/none");

        assertThat(second.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
        assertThat(second.bodyText()).isEqualTo(first.bodyText()).doesNotContain("Shop");
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void touchesNothingOnTheForwardSide() {
        edge = EdgeSetup.forwardToLoopback().start();
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get(origin.url("/"));

            assertThat(response.field("server")).contains("Apache/2.4.1 (Unix)");
            assertThat(response.field("x-powered-by")).contains("PHP/5.1");
        }
    }
}

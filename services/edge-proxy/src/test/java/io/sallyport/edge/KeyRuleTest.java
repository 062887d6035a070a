package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code routes[].cache.key}: what tells stored answers apart, and what of it the server sees. */
@ExtendWith(LeakWatch.class)
class KeyRuleTest {
    private static final String FRESH = "Cache-Control: max-age=600";

    /** Tells which target it was asked for, and may be kept. */
    private static final Answer TELLS_TARGET =
            (request, connection) -> Answer.text(request.target(), FRESH).answer(request, connection);

    private static EdgeHarness edge(ScriptedOrigin origin, String key) {
        return EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true, key: {" + key + "}}"))
                .start();
    }

    @Test
    void clickIdsReachNeitherTheKeyNorTheServer() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(TELLS_TARGET);
                EdgeHarness edge = edge(origin, "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/a?utm_source=evil&id=1&gclid=x").bodyText()).isEqualTo("/a?id=1");
            RawResponse hit = client.get("/a?id=1&fbclid=y");

            assertThat(hit.bodyText()).isEqualTo("/a?id=1");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(client.get("/a?utm_campaign=z").bodyText()).isEqualTo("/a");
            assertThat(origin.requests()).hasSize(2);
            assertThat(edge.awaitRecord(1).path()).isEqualTo("/a?utm_source=evil&id=1&gclid=x");
            assertThat(edge.awaitRecord(2).path()).isEqualTo("/a?id=1&fbclid=y");
        }
    }

    @Test
    void aRequestThatNoAnswerIsKeptOfGoesOnAsItCame() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(TELLS_TARGET);
                EdgeHarness edge = edge(origin, "");
                RawClient client = edge.reverse()) {
            client.get("/a");
            client.send("POST /a?utm_source=mail HTTP/1.1\r\nHost: test.example\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("/a?utm_source=mail");

            client.get("/a");
            assertThat(origin.requests()).as("the POST has removed it").hasSize(3);
        }
    }

    @Test
    void aRewrittenPathKeepsWhatIsLeftOfTheQuery() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(TELLS_TARGET);
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(EdgeSetup.routesTo(
                                origin, ", match: {path: /shop}, rewrite: {path: /v2}, cache: {enabled: true}"))
                        .start();
                RawClient client = edge.reverse()) {
            assertThat(client.get("/shop/a?utm_source=m&x=1").bodyText()).isEqualTo("/v2/a?x=1");
            assertThat(client.get("/shop/a?utm_source=m").bodyText()).isEqualTo("/v2/a");
        }
    }

    @Test
    void theOrderOfParametersCountsUnlessSorted() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(TELLS_TARGET);
                EdgeHarness plain = edge(origin, "");
                EdgeHarness sorting = edge(origin, "sort: true");
                RawClient toPlain = plain.reverse();
                RawClient toSorting = sorting.reverse()) {
            assertThat(toPlain.get("/a?b=1&a=2").bodyText()).isEqualTo("/a?b=1&a=2");
            assertThat(toPlain.get("/a?a=2&b=1").bodyText()).isEqualTo("/a?a=2&b=1");
            assertThat(toSorting.get("/a?b=1&a=2").bodyText()).isEqualTo("/a?a=2&b=1");
            assertThat(toSorting.get("/a?a=2&b=1").bodyText()).isEqualTo("/a?a=2&b=1");
            assertThat(origin.requests()).hasSize(3);
        }
    }

    @Test
    void namedFieldsAndCookiesTellAnswersApartAndStandInVary() {
        Answer tells =
                (request, connection) -> Answer.text(request.values("x-region") + " " + request.values("cookie"), FRESH)
                        .answer(request, connection);
        try (ScriptedOrigin origin = ScriptedOrigin.start(tells);
                EdgeHarness edge = edge(origin, "header: [X-Region], cookie: [tier]");
                RawClient client = edge.reverse()) {
            for (int round = 0; round < 2; round++) {
                RawResponse eu = client.get("/", "X-Region: eu");
                assertThat(eu.bodyText()).isEqualTo("[eu] []");
                assertThat(eu.values("vary")).containsExactly("X-Region", "Cookie");
                assertThat(client.get("/", "X-Region: us").bodyText()).isEqualTo("[us] []");
                assertThat(client.get("/", "X-Region: us", "Cookie: s=1; tier=gold")
                                .bodyText())
                        .isEqualTo("[us] [s=1; tier=gold]");
                assertThat(client.get("/").bodyText()).isEqualTo("[] []");
            }
            assertThat(client.get("/", "X-Region: us", "Cookie: tier=gold; s=2").bodyText())
                    .as("other cookies do not count")
                    .isEqualTo("[us] [s=1; tier=gold]");
            assertThat(origin.requests()).hasSize(4);
        }
    }

    @Test
    void whatCannotStandInAKeyIsNotKept() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(TELLS_TARGET);
                EdgeHarness edge = edge(origin, "header: [X-Region], cookie: [tier]");
                RawClient client = edge.reverse()) {
            String[] unfit = {"Cookie: tier=free; tier=gold", "X_Region: eu", "X-Region: " + "e".repeat(2000)};
            for (String field : unfit) {
                RawResponse answer = client.get("/", field);
                assertThat(answer.field("cache-status")).contains("Sallyport; fwd=bypass; detail=key");
            }
            assertThat(origin.requests()).hasSize(3);
            assertThat(client.get("/").field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            assertThat(edge.awaitRecord(1).cache()).isEqualTo("fwd=bypass; detail=key");
        }
    }

    @Test
    void anUnsafeRequestRemovesTheAnswersUnderAllParts() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(TELLS_TARGET);
                EdgeHarness edge = edge(origin, "header: [X-Region]");
                RawClient client = edge.reverse()) {
            client.get("/a", "X-Region: eu");
            client.get("/a", "X-Region: us");
            client.send("DELETE /a HTTP/1.1\r\nHost: test.example\r\nContent-Length: 0\r\n\r\n");
            client.readResponse();
            client.get("/a", "X-Region: eu");
            client.get("/a", "X-Region: us");

            assertThat(origin.requests()).hasSize(5);
        }
    }
}

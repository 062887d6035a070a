package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes match and do, over real sockets: what the client saw, what the origin saw, what was recorded. */
@ExtendWith(LeakWatch.class)
class RouteActionsTest {
    private static final String ROUTES = """
            routes:
              - name: users
                match: {template: '/users/{id}/files/{rest*}'}
                cluster: shop
                rewrite:
                  path: '/people/{id}/{rest}'
                  host: '{endpoint}'
                  request: {remove: [X-Secret], set: ['X-Team: shop'], add: ['X-Tag: b']}
                  response: {remove: [X-Debug], set: ['Cache-Control: no-cache', 'X-Frame-Options: DENY'], add: ['Link: </b>']}
              - {name: api, match: {path: /api}, cluster: shop, rewrite: {path: /v2, host: shop.internal}}
              - {name: posts, match: {path: /api, method: [POST]}, answer: {body: posted}}
              - {name: beta, match: {path: /api, header: [{name: X-Beta, value: 'yes'}]}, answer: {body: beta}}
              - {name: debug, match: {path: /api, query: [debug]}, answer: {body: debug}}
              - {name: only, match: {exact: /only}, answer: {status: 203, type: text/html, body: <p>ä</p>}}
              - {name: gone, match: {path: /gone}, answer: {status: 204}}
              - name: kept
                match: {path: /kept}
                answer: {body: kept}
                rewrite: {response: {set: ['Cache-Control: max-age=60']}}
              - {name: old, match: {template: '/old/{rest*}'}, redirect: '/new/{rest}{query}'}
              - {name: secure, match: {path: /secure}, redirect: {to: 'https://{host}{path}', status: 301}}
              - {name: red, match: {path: /paint, header: [{name: X-Colour, value: red}]}, cluster: shop, cache: {enabled: true}}
              - {name: any, match: {path: /paint}, cluster: shop, cache: {enabled: true}}
              - {name: first, priority: 10, match: {path: /api/first}, answer: {body: first}}
            """;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello", "X-Debug: 1", "Cache-Control: max-age=9", "Link: </a>"));
        edge = EdgeSetup.edge()
                .routes("clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n" + ROUTES)
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void rewritesPathHostAndFieldsBothWays() {
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get(
                    "/users/a%20b/files/x/y?q=1", "Host: shop.example", "X-Secret: 1", "X-Team: evil", "X-Tag: a");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("x-debug")).isEmpty();
            assertThat(response.values("cache-control")).containsExactly("no-cache");
            assertThat(response.values("x-frame-options")).containsExactly("DENY");
            assertThat(response.values("link")).containsExactly("</a>", "</b>");
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.target()).isEqualTo("/people/a%20b/x/y?q=1");
        assertThat(seen.values("host")).containsExactly(origin.authority());
        assertThat(seen.values("x-forwarded-host")).containsExactly("shop.example");
        assertThat(seen.field("x-secret")).isEmpty();
        assertThat(seen.values("x-team")).containsExactly("shop");
        assertThat(seen.values("x-tag")).containsExactly("a", "b");
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.path()).isEqualTo("/users/a%20b/files/x/y?q=1");
        assertThat(logged.authority()).isEqualTo("shop.example");
        assertThat(logged.route()).isEqualTo("users");
    }

    @ParameterizedTest
    @CsvSource({"/api, /v2", "/api/x?y, /v2/x?y", "/%61pi/x, /v2/x"})
    void replacesAPrefix(String asked, String sent) {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get(asked, "Host: a.test").bodyText()).isEqualTo("hello");
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.target()).isEqualTo(sent);
        assertThat(seen.values("host")).containsExactly("shop.internal");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api,            X-A: 1,      posted, posts",
        "GET,  /api,            X-Beta: yes, beta,   beta",
        "GET,  /api,            X-Beta: no,  hello,  api",
        "GET,  /api?debug,      X-A: 1,      debug,  debug",
        "GET,  /api?d%65bug=1,  X-A: 1,      debug,  debug",
        "GET,  /api/first,      X-Beta: yes, first,  first",
    })
    void triesMoreConditionsAndHigherPriorityFirst(
            String method, String target, String field, String body, String route) {
        try (RawClient client = edge.reverse()) {
            client.send(
                    method + " " + target + " HTTP/1.1\r\nHost: a.test\r\n" + field + "\r\nContent-Length: 0\r\n\r\n");

            assertThat(client.readResponse().bodyText()).isEqualTo(body);
        }
        assertThat(edge.awaitRecord(1).route()).isEqualTo(route);
    }

    @Test
    void answersWithoutAServer() {
        try (RawClient client = edge.reverse()) {
            RawResponse fixed = client.get("/only", "Host: a.test");
            assertThat(fixed.status()).isEqualTo(203);
            assertThat(fixed.bodyText()).isEqualTo("<p>ä</p>");
            assertThat(fixed.values("content-length")).containsExactly("9");
            assertThat(fixed.values("content-type")).containsExactly("text/html");
            assertThat(fixed.values("cache-control")).containsExactly("no-store");

            client.send("HEAD /only HTTP/1.1\r\nHost: a.test\r\n\r\n");
            RawResponse head = client.readResponse("HEAD");
            assertThat(head.values("content-length")).containsExactly("9");
            assertThat(head.bodyText()).isEmpty();

            RawResponse empty = client.get("/gone", "Host: a.test");
            assertThat(empty.status()).isEqualTo(204);
            assertThat(empty.field("content-length")).isEmpty();
            assertThat(client.get("/kept", "Host: a.test").values("cache-control"))
                    .containsExactly("max-age=60");
            assertThat(client.get("/only/x", "Host: a.test").status()).isEqualTo(404);
        }
        assertThat(origin.requests()).isEmpty();
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(logged.route()).isEqualTo("only");
        assertThat(logged.cluster()).isEmpty();
        assertThat(logged.bytesOut()).isEqualTo(9);
        assertThat(edge.awaitRecord(2).bytesOut()).isZero();
    }

    @Test
    void redirectsAndKeepsTheQueryOnlyWhenItIsNamed() {
        try (RawClient client = edge.reverse()) {
            RawResponse moved = client.get("/old/a/b?c=d", "Host: a.test");
            assertThat(moved.status()).isEqualTo(308);
            assertThat(moved.values("location")).containsExactly("/new/a/b?c=d");
            assertThat(moved.values("content-length")).containsExactly("0");
            RawResponse secure = client.get("/secure/x?y", "Host: a.test:8080");
            assertThat(secure.status()).isEqualTo(301);
            assertThat(secure.values("location")).containsExactly("https://a.test/secure/x");
            assertThat(client.get("/old//evil.example", "Host: a.test").values("location"))
                    .containsExactly("/new//evil.example");
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void readsNoBodyThatItDoesNotNeed() {
        try (RawClient client = edge.reverse()) {
            client.send("POST /only HTTP/1.1\r\nHost: a.test\r\nContent-Length: 100000\r\n\r\nGET /x HTTP/1.1\r\n\r\n");

            RawResponse response = client.readResponse();
            assertThat(response.status()).isEqualTo(203);
            assertThat(response.values("connection")).containsExactly("close");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x/..%2fonly", "//only", "/x/..;/only", "/only;a=b", "/x/..%5conly"})
    void refusesAPathThatAServerMightReadAsAnotherRoutes(String target) {
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get(target, "Host: a.test");

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.field("content-type")).contains("application/problem+json");
        }
        assertThat(origin.requests()).isEmpty();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.BAD_REQUEST);
    }

    @Test
    void mixesNoAnswersOfTwoRoutesOfOneUrl() {
        try (RawClient client = edge.reverse()) {
            for (String field : new String[] {"X-Colour: red", "X-Colour: blue", "X-Colour: red", "X-Colour: blue"}) {
                client.get("/paint", "Host: a.test", field);
            }
        }
        assertThat(origin.requests()).hasSize(2);
        edge.awaitRecord(4);
        assertThat(edge.records())
                .extracting(AccessRecord::outcome)
                .containsExactly(Outcome.FORWARDED, Outcome.FORWARDED, Outcome.CACHE_HIT, Outcome.CACHE_HIT);
    }
}

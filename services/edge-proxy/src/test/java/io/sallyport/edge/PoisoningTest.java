package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One client's request fills the cache, another's plain one follows. The server tells everything that it was sent and
 * lets it be kept for long; nothing of the first client may reach the second.
 */
class PoisoningTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String MARK = "evil.example";

    private static ScriptedOrigin origin;
    private static EdgeHarness edge;
    private static int paths;

    @BeforeAll
    static void start() {
        origin = ScriptedOrigin.start((request, connection) -> Answer.text(
                        request.head() + new String(request.body(), java.nio.charset.StandardCharsets.UTF_8), FRESH)
                .answer(request, connection));
        edge = EdgeSetup.forwardToLoopback()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .start();
    }

    @AfterAll
    static void stop() {
        edge.close();
        origin.close();
    }

    static Stream<String> inputs() {
        return Stream.of(
                "X-Forwarded-Host: " + MARK,
                "X-Forwarded-Server: " + MARK,
                "X-Forwarded-Proto: " + MARK,
                "X-Forwarded-Scheme: " + MARK,
                "X-Forwarded-Port: " + MARK,
                "X-Forwarded-Prefix: /" + MARK,
                "X-Forwarded-For: " + MARK,
                "X-Forwarded-Path: /" + MARK,
                "X-Forward-Host: " + MARK,
                "x_forwarded_host: " + MARK,
                "Forwarded: host=" + MARK,
                "X-Host: " + MARK,
                "X_Host: " + MARK,
                "X-Scheme: " + MARK,
                "X-Url-Scheme: " + MARK,
                "X-Backend-Host: " + MARK,
                "X-Proxy-Host: " + MARK,
                "X-Original-Host: " + MARK,
                "X-Original-URL: /" + MARK,
                "X-Original-URI: /" + MARK,
                "X-Override-URL: /" + MARK,
                "X-Rewrite-URL: /" + MARK,
                "X-Http-Host-Override: " + MARK,
                "X-Invoke-Path: /" + MARK,
                "X-Middleware-Subrequest: " + MARK,
                "Front-End-Https: " + MARK,
                "X-HTTP-Method-Override: " + MARK,
                "X_HTTP_Method_Override: " + MARK,
                "X-HTTP-Method: " + MARK,
                "X-Method-Override: " + MARK,
                "Via: 1.1 " + MARK,
                "Via: 1.1 sallyport-<script>" + MARK,
                "From: root@" + MARK,
                "X-Real-IP: " + MARK,
                "True-Client-IP: " + MARK,
                "X-Client-Cert-Subject: CN=" + MARK,
                "Client-Cert: " + MARK,
                "Proxy-Authorization: " + MARK,
                "Proxy-Connection: " + MARK,
                "Keep-Alive: " + MARK,
                "Upgrade: " + MARK,
                "Trailer: " + MARK,
                "TE: " + MARK,
                "Authorization: Basic " + MARK,
                "If-Match: \"" + MARK + "\"",
                "Content-Length: 12\r\n\r\n" + MARK,
                "Transfer-Encoding: chunked\r\n\r\nc\r\n" + MARK + "\r\n0\r\n");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void nothingOfOneClientReachesAnotherOnTheReverseSide(String input) {
        String path = "/" + ++paths;
        attack(edge::reverse, path, input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void nothingOfOneClientReachesAnotherOnTheForwardSide(String input) {
        attack(edge::forward, origin.url("/" + ++paths), input);
    }

    private static void attack(java.util.function.Supplier<RawClient> door, String target, String input) {
        try (RawClient attacker = door.get()) {
            String body = input.contains("\r\n\r\n") ? input + "\r\n" : input + "\r\n\r\n";
            attacker.send("GET " + target + " HTTP/1.1\r\nHost: shop.example\r\n" + body)
                    .readResponse();
        }
        try (RawClient victim = door.get()) {
            RawResponse answer = victim.get(target, "Host: shop.example");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain(MARK);
            assertThat(answer.bodyText()).doesNotContain(MARK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept-Language", "cookie", "keep-alive, X-Team", "Host"})
    void whoKeepsAFieldFromTheServerIsAnsweredAlone(String nominated) {
        String path = "/" + ++paths;
        try (RawClient client = edge.reverse()) {
            RawResponse first = client.get(path, "Connection: " + nominated, "Accept-Language: de", "X-Team: red");
            assertThat(first.field("cache-status")).contains("Sallyport; fwd=bypass; detail=connection");
            assertThat(client.get(path, "Accept-Language: de").field("cache-status"))
                    .contains("Sallyport; fwd=uri-miss; stored");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "close", "TE", "Upgrade, HTTP2-Settings", "keep-alive, Upgrade"})
    void ordinaryWordsOfAConnectionLeaveTheCacheIn(String words) {
        String path = "/" + ++paths;
        try (RawClient client = edge.reverse()) {
            assertThat(client.get(path, "Connection: " + words).field("cache-status"))
                    .contains("Sallyport; fwd=uri-miss; stored");
        }
    }

    /** The limit of all this, and the proof that the attack works where nothing is done about a field. */
    @Test
    void aFieldThatIsUnheardOfIsForTheServerToName() {
        String path = "/" + ++paths;
        attackedBy(path, "X-Unheard-Of: " + MARK);
        try (RawClient victim = edge.reverse()) {
            assertThat(victim.get(path, "Host: shop.example").bodyText()).contains(MARK);
        }
        try (CacheHarness cache = new CacheHarness(Side.REVERSE)) {
            cache.origin()
                    .next(
                            Answer.text(MARK, FRESH, "Vary: X-Unheard-Of"),
                            Answer.text("clean", FRESH, "Vary: X-Unheard-Of"));
            cache.get("/a", "X-Unheard-Of: " + MARK);
            assertThat(cache.get("/a").bodyText()).isEqualTo("clean");
        }
    }

    private static void attackedBy(String path, String field) {
        try (RawClient attacker = edge.reverse()) {
            attacker.get(path, "Host: shop.example", field);
        }
    }

    @Test
    void otherHostsAndPortsHaveKeysOfTheirOwn() {
        String path = "/" + ++paths;
        try (RawClient client = edge.reverse()) {
            for (String host : new String[] {MARK, "shop.example:1234", "shop.example"}) {
                assertThat(client.get(path, "Host: " + host).bodyText()).containsIgnoringCase("host: " + host + "\r\n");
            }
            assertThat(client.get("http://" + MARK + path, "Host: shop.example").bodyText())
                    .containsIgnoringCase("host: " + MARK + "\r\n");
            assertThat(client.get(path, "Host: shop.example").bodyText()).doesNotContain(MARK);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whoVariesByTheClientsAddressAnswersOneAlone(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/a", Answer.text("yours", FRESH, "Vary: X-Forwarded-For"));
            cache.get("/a");
            RawResponse second = cache.get("/a");
            assertThat(cache.asked()).isEqualTo(side == Side.REVERSE ? 2 : 1);
            assertThat(second.bodyText()).isEqualTo("yours");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anAnswerForOnePagesOriginIsNotForAnothers(Side side) {
        Answer echoes = (request, connection) -> {
            String from = request.field("origin").orElse("none");
            Answer.text(from, FRESH, "Access-Control-Allow-Origin: " + from).answer(request, connection);
        };
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/a", echoes);
            for (int round = 0; round < 2; round++) {
                assertThat(cache.get("/a", "Origin: https://one.example").bodyText())
                        .isEqualTo("https://one.example");
                assertThat(cache.get("/a", "Origin: https://two.example").bodyText())
                        .isEqualTo("https://two.example");
            }
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aCodedAnswerIsForThoseWhoAskAlike(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(Answer.text("zipped", FRESH, "Content-Encoding: gzip"), Answer.text("plain", FRESH));
            assertThat(cache.get("/a", "Accept-Encoding: gzip").bodyText()).isEqualTo("zipped");
            assertThat(cache.get("/a").bodyText()).isEqualTo("plain");
        }
    }

    /** What a server says of a request that it could not take is said of that request, not of the target. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 Bad Request",
                "403 Forbidden",
                "413 Content Too Large",
                "431 Request Header Fields Too Large"
            })
    void anErrorThatOneClientProvokesIsNotKept(String status) {
        try (CacheHarness cache = new CacheHarness(Side.REVERSE)) {
            cache.origin()
                    .next(Answer.status(
                            status, "too much", "Last-Modified: Mon, 23 Nov 2020 13:00:00 GMT", "ETag: \"e\""))
                    .next(Answer.text("fine", FRESH));
            assertThat(cache.get("/a", "X-Huge: " + "a".repeat(5000)).bodyText())
                    .isEqualTo("too much");
            assertThat(cache.get("/a").bodyText()).isEqualTo("fine");
        }
    }

    @Test
    void aRangeBeyondTheEndIsNoAnswerToTheTarget() {
        try (CacheHarness cache = new CacheHarness(Side.REVERSE)) {
            cache.origin()
                    .next(Answer.status("416 Range Not Satisfiable", "", FRESH, "Content-Range: bytes */4"))
                    .next(Answer.text("fine", FRESH));
            assertThat(cache.get("/a", "Range: bytes=900-").status()).isEqualTo(416);
            assertThat(cache.get("/a").bodyText()).isEqualTo("fine");
        }
    }
}

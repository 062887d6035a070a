package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we say ourselves: never an address, a host, a port, a name of the configuration or of a class. */
@ExtendWith(LeakWatch.class)
class OwnAnswersTest {
    private static final Pattern INSIDE = Pattern.compile(
            "127\\.0|localhost|\\.invalid:|hidden|:\\d{4,5}|\\bio\\.|java|vert\\.?x|netty|exception|\\.java|\\bat [a-z]+\\.|0\\.1\\.0",
            Pattern.CASE_INSENSITIVE);
    private static final Duration SOON = Duration.ofMillis(300);

    private static String routes(ScriptedOrigin origin) {
        return """
                clusters:
                  - {name: hidden-shop, endpoints: [{url: "http://127.0.0.1:%d", version: "1.1"}]}
                  - {name: hidden-refusing, endpoints: ["http://127.0.0.1:%d"]}
                  - {name: hidden-nowhere, endpoints: ["http://hidden-db.invalid:8080"]}
                  - {name: hidden-tls, endpoints: ["https://127.0.0.1:%d"]}
                routes:
                  - {name: hidden-r1, cluster: hidden-shop, match: {path: /shop}}
                  - {name: hidden-r2, cluster: hidden-refusing, match: {path: /refusing}}
                  - {name: hidden-r3, cluster: hidden-nowhere, match: {path: /nowhere}}
                  - {name: hidden-r4, cluster: hidden-tls, match: {path: /tls}}
                  - name: hidden-r5
                    cluster: hidden-shop
                    match: {path: /pinned}
                    versions: {by: {header: X-Version}, default: "1.1"}
                  - {name: hidden-r6, cluster: hidden-shop, match: {path: /limited}, limits: {method: [GET], body: 10B}}
                """.formatted(origin.port(), FreePort.pick(), origin.port());
    }

    @Test
    void nameNothingThatIsInsideHoweverTheyComeAbout() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(routes(origin))
                        .policies("rules: [{name: no-admin, when: {path: [/shop/admin]}, then: block}]")
                        .upstream(new UpstreamConfig(SOON, SOON, Duration.ofSeconds(5), null, null, null))
                        .start()) {
            origin.on("/shop/closes", Answer.closeAfter(""))
                    .on("/shop/stalls", Answer.stall())
                    .on("/shop/garbage", Answer.closeAfter("SSH-2.0-OpenSSH_9.2\r\n\r\n"))
                    .on("/shop/coded", Answer.closeAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\n"));

            assertThat(ask(edge, Requests.head("GET", "/shop/closes"))).isEqualTo(Outcome.ORIGIN_CLOSED);
            assertThat(ask(edge, Requests.head("GET", "/shop/stalls"))).isEqualTo(Outcome.ORIGIN_TIMEOUT);
            assertThat(ask(edge, Requests.head("GET", "/shop/garbage"))).isEqualTo(Outcome.ORIGIN_BROKE_PROTOCOL);
            assertThat(ask(edge, Requests.head("GET", "/shop/coded"))).isEqualTo(Outcome.ORIGIN_BROKE_PROTOCOL);
            assertThat(ask(edge, Requests.head("GET", "/refusing"))).isEqualTo(Outcome.CONNECT_REFUSED);
            assertThat(ask(edge, Requests.head("GET", "/nowhere")).group()).isEqualTo(Outcome.Group.FAILED);
            assertThat(ask(edge, Requests.head("GET", "/tls")).group()).isEqualTo(Outcome.Group.FAILED);
            assertThat(ask(edge, Requests.head("GET", "/pinned", "X-Version: 9")))
                    .isEqualTo(Outcome.NO_SUCH_VERSION);
            assertThat(ask(edge, Requests.head("PUT", "/limited"))).isEqualTo(Outcome.METHOD_NOT_ALLOWED);
            assertThat(ask(edge, Requests.head("GET", "/shop/admin"))).isEqualTo(Outcome.RULE_BLOCKED);
            assertThat(ask(edge, Requests.head("GET", "/none"))).isEqualTo(Outcome.NO_ROUTE);
            assertThat(ask(edge, Requests.head("TRACE", "/shop"))).isEqualTo(Outcome.NOT_SERVED);
            assertThat(ask(edge, Requests.head("CONNECT", "127.0.0.9:443"))).isEqualTo(Outcome.NOT_SERVED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /../.. HTTP/1.1\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
                "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n",
            })
    void nameNothingWhenTheRequestIsBroken(String request) {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.edge().routes(routes(origin)).start()) {
            assertThat(ask(edge, request).group()).isEqualTo(Outcome.Group.REFUSED);
        }
    }

    @Test
    void nameNothingWhenTheHeadIsTooLarge() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.edge().routes(routes(origin)).start()) {
            String huge = "x".repeat(70_000);
            assertThat(ask(edge, "GET / HTTP/1.1\r\nHost: a\r\nX: " + huge + "\r\n\r\n"))
                    .isEqualTo(Outcome.HEAD_TOO_LARGE);
            assertThat(ask(edge, "GET /" + huge + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .isEqualTo(Outcome.HEAD_TOO_LARGE);
        }
    }

    /** The parser under us answers this one itself. */
    @Test
    void nameNothingWhenTheVersionIsUnknown() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.edge().routes(routes(origin)).start()) {
            answer(edge, "GET / HTTP/7.7\r\nHost: a\r\n\r\n");
        }
    }

    /** Asks, and says how it was recorded. */
    private static Outcome ask(EdgeHarness edge, String request) {
        int before = edge.records().size();
        answer(edge, request);
        return edge.awaitRecord(before + 1).outcome();
    }

    /** The answer must be an error that tells nothing. */
    private static void answer(EdgeHarness edge, String request) {
        try (RawClient client = edge.reverse()) {
            RawResponse answer = client.send(request).readResponse();
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(INSIDE.matcher(answer.head() + answer.bodyText())
                            .results()
                            .map(MatchResult::group))
                    .as(answer.head() + "\n" + answer.bodyText())
                    .isEmpty();
        }
    }

    @Test
    void bearTheNameThatTheOperatorHasChosen() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("hello", "Cache-Control: max-age=60"));
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(EdgeSetup.routesTo(origin, ", match: {path: /a}, cache: {enabled: true}"))
                        .name("front-1")
                        .start();
                RawClient client = edge.reverse()) {
            assertThat(client.get("/a").values("cache-status")).containsExactly("front-1; fwd=uri-miss; stored");
            assertThat(client.get("/a").field("cache-status").orElseThrow()).startsWith("front-1; hit");
            assertThat(client.get("/b").values("proxy-status")).containsExactly("front-1; error=sp_no_route");
        }
    }

    @Test
    void bearNoNameWhereTheOperatorWantsNone() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("hello", "Cache-Control: max-age=60"));
                EdgeHarness edge = EdgeSetup.forwardToLoopback()
                        .routes(EdgeSetup.routesTo(origin, ", match: {path: /a}, cache: {enabled: true}"))
                        .name("")
                        .start();
                RawClient client = edge.reverse();
                RawClient forward = edge.forward()) {
            for (String path : List.of("/a", "/a", "/b")) {
                RawResponse answer = client.get(path);
                assertThat(answer.field("cache-status")).isEmpty();
                assertThat(answer.field("proxy-status")).isEmpty();
                assertThat(answer.head().toLowerCase()).doesNotContain("sallyport");
            }
            assertThat(forward.get(origin.url("/c")).field("cache-status").orElseThrow())
                    .startsWith("Sallyport; ");
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class AnonymityTest {
    private static final String STRICT = "anonymity: {profile: strict}";
    private static final String TRANSPARENT = "anonymity: {profile: transparent}";

    private ScriptedOrigin origin;
    private String url;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        url = "http://localhost:" + origin.port();
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private static EdgeHarness edge(String suite) {
        return EdgeSetup.forwardToLoopback().suite(suite).start();
    }

    @Test
    void strictSendsOneOrderAndOneSpellingWhateverTheClient() {
        try (EdgeHarness edge = edge(STRICT)) {
            try (RawClient one = edge.forward();
                    RawClient other = edge.forward()) {
                one.send("GET " + url + "/ HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nX-b: 2\r\nCookie: a=1\r\n"
                                + "User-Agent: curl/8.5.0 (box)\r\nx-a: 1\r\nCookie: b=2\r\nVia: 1.1 pc-17\r\n\r\n")
                        .readResponse();
                other.send("GET " + url
                                + "/ HTTP/1.1\r\nX-A: 1\r\ncookie: a=1\r\nuser-agent: curl/8.5.0\r\nTE: trailers\r\n"
                                + "COOKIE: b=2\r\nX-B: 2\r\nDNT: 1\r\naccept: */*\r\nhost: localhost\r\n\r\n")
                        .readResponse();
            }
            String head = origin.awaitRequest(2).head();
            assertThat(head)
                    .isEqualTo(
                            "GET / HTTP/1.1\r\nHost: localhost:" + origin.port()
                                    + "\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\nCookie: a=1; b=2\r\nX-A: 1\r\nX-B: 2\r\n\r\n");
            assertThat(origin.requests().get(0).head()).isEqualTo(head);
        }
    }

    @Test
    void transparentNamesTheClientAndNobodyElse() {
        try (EdgeHarness edge = edge(TRANSPARENT);
                RawClient client = edge.forward()) {
            client.get(url + "/", "X-Forwarded-For: 10.9.9.9", "Forwarded: for=10.9.9.9", "Via: 1.0 office");

            RawRequest seen = origin.awaitRequest(1);
            assertThat(seen.values("x-forwarded-for")).containsExactly("127.0.0.1");
            assertThat(seen.values("forwarded")).containsExactly("for=127.0.0.1");
            assertThat(seen.field("via").orElseThrow()).startsWith("1.0 office, 1.1 sallyport-");
        }
    }

    @Test
    void theRuleDecidesAndNotTheSuite() {
        String policies = "rules:\n"
                + "  - {name: quiet, when: {path: /quiet}, then: {allow: {profile: strict, targets: [127.0.0.0/8]}}}\n"
                + "  - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}\n";
        try (EdgeHarness edge =
                        EdgeSetup.edge().policies(policies).suite(TRANSPARENT).start();
                RawClient client = edge.forward()) {
            client.get(url + "/quiet?name=alice", "User-Agent: a/1");
            client.get(url + "/loud", "User-Agent: a/1");

            assertThat(origin.awaitRequest(2).field("x-forwarded-for")).isPresent();
            assertThat(origin.requests().get(0).field("x-forwarded-for")).isEmpty();
            edge.awaitRecord(2);
            AccessRecord quiet = edge.records().get(0);
            assertThat(quiet.client()).matches("p-[0-9a-f]{16}");
            assertThat(quiet.path()).isEmpty();
            assertThat(quiet.userAgent()).isEmpty();
            assertThat(quiet.authority()).isEqualTo("localhost:" + origin.port());
            AccessRecord loud = edge.records().get(1);
            assertThat(loud.client()).isEqualTo("127.0.0.1");
            assertThat(loud.path()).isEqualTo("/loud");
        }
    }

    @Test
    void noRecordOfAStrictSuiteNamesTheClientHoweverItEnded() {
        try (EdgeHarness edge = edge(STRICT)) {
            send(edge, "nonsense\r\n\r\n");
            send(edge, "GET /no-absolute-form HTTP/1.1\r\nHost: a\r\nX-Request-Id: pc-17\r\nUser-Agent: leak\r\n\r\n");
            send(
                    edge,
                    "GET http://10.0.0.1/secret HTTP/1.1\r\nHost: a\r\nX-Request-Id: pc-17\r\nUser-Agent: leak\r\n\r\n");
            send(edge, "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: a\r\nUser-Agent: leak\r\n\r\n");
            try (RawClient gone = edge.forward()) {
                origin.on("/stall", Answer.stall());
                gone.send("GET " + url + "/stall HTTP/1.1\r\nHost: a\r\nUser-Agent: leak\r\n\r\n");
                origin.awaitRequest(1);
                gone.reset();
            }
            edge.awaitRecord(5);
            assertThat(edge.records())
                    .extracting(AccessRecord::outcome)
                    .contains(
                            Outcome.BAD_REQUEST, Outcome.TARGET_FORBIDDEN, Outcome.PORT_FORBIDDEN, Outcome.CLIENT_GONE);
            assertThat(edge.records()).allSatisfy(record -> {
                assertThat(record.client()).matches("p-[0-9a-f]{16}");
                assertThat(record.toString())
                        .doesNotContain("leak")
                        .doesNotContain("pc-17")
                        .doesNotContain("secret")
                        .doesNotContain("client=127");
            });
            assertThat(edge.records())
                    .extracting(AccessRecord::client)
                    .containsOnly(edge.records().get(0).client());
        }
    }

    private static void send(EdgeHarness edge, String bytes) {
        try (RawClient client = edge.forward()) {
            client.send(bytes).readResponse();
        }
    }

    @Test
    void aClientHasAnotherPseudonymAfterEachPeriod() {
        MovedClock clock = new MovedClock();
        try (EdgeHarness edge = EdgeSetup.forwardToLoopback()
                        .suite("anonymity: {profile: strict, rotate: 1h}")
                        .clock(clock)
                        .start();
                RawClient client = edge.forward()) {
            client.get(url + "/");
            String first = edge.awaitRecord(1).client();
            clock.advance(Duration.ofHours(1));
            Eventually.until("another pseudonym", () -> {
                client.get(url + "/");
                return !edge.awaitRecord(edge.records().size()).client().equals(first);
            });
        }
    }

    @Test
    void allEdgesOfASuiteUseTheSamePseudonyms() {
        try (EdgeHarness edge = edge(STRICT)) {
            int second = edge.second().ports().get(EdgeHarness.FORWARD);
            try (RawClient one = edge.forward();
                    RawClient other = RawClient.connect(second)) {
                one.get(url + "/");
                other.get(url + "/");
            }
            edge.awaitRecord(2);
            assertThat(edge.records().get(0).client())
                    .isEqualTo(edge.records().get(1).client());
            assertThat(edge.problems()).isEmpty();
        }
    }

    @Test
    void answersOfOneProfileAreNotThoseOfAnother() {
        origin = replaced(Answer.text("hello", "Cache-Control: max-age=60"));
        String policies = "rules:\n"
                + "  - {name: quiet, when: {listener: [quiet]}, then: {allow: {profile: strict, targets: [127.0.0.0/8]}}}\n"
                + "  - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}\n";
        String listeners = "listeners: [{name: egress, mode: forward, bind: '127.0.0.1:0'}, "
                + "{name: quiet, mode: forward, bind: '127.0.0.1:0'}]";
        try (EdgeHarness edge = EdgeSetup.edge()
                        .listeners(Path.of("."), listeners)
                        .policies(policies)
                        .start();
                RawClient loud = edge.forward();
                RawClient quiet = RawClient.connect(edge.port("quiet"))) {
            loud.get(url + "/");
            loud.get(url + "/");
            assertThat(origin.requests()).hasSize(1);
            quiet.get(url + "/");
            quiet.get(url + "/");
            assertThat(origin.requests()).hasSize(2);
        }
    }

    private ScriptedOrigin replaced(Answer answer) {
        origin.close();
        ScriptedOrigin other = ScriptedOrigin.start(answer);
        url = "http://localhost:" + other.port();
        return other;
    }

    @Test
    void aFieldThatStaysBehindMakesNoVariant() {
        origin = replaced(Answer.text("hello", "Cache-Control: max-age=60", "Vary: X-Forwarded-For, User-Agent, DNT"));
        try (EdgeHarness edge = edge(STRICT);
                RawClient client = edge.forward()) {
            for (String lines : List.of("1 (a)", "1 (b)")) {
                client.get(url + "/", "User-Agent: a/" + lines, "DNT: " + lines, "X-Forwarded-For: " + lines);
            }
            assertThat(origin.requests()).hasSize(1);
            client.get(url + "/", "User-Agent: b/1");
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void whatIsValidatedBehindTheClientLeavesTheSameWay() {
        origin = replaced(Answer.text("hello", "Cache-Control: max-age=1, stale-while-revalidate=600", "ETag: \"1\""));
        MovedClock clock = new MovedClock();
        try (EdgeHarness edge =
                        EdgeSetup.forwardToLoopback().suite(STRICT).clock(clock).start();
                RawClient client = edge.forward()) {
            client.get(url + "/", "User-Agent: a/1 (pc-17)", "DNT: 1");
            clock.advance(Duration.ofSeconds(20));
            Eventually.until("a validation behind the client's back", () -> {
                client.get(url + "/", "User-Agent: a/1 (pc-17)", "DNT: 1", "X-Request-Id: pc-17");
                return origin.requests().size() > 1;
            });
            RawRequest second = origin.awaitRequest(2);
            assertThat(second.field("if-none-match")).contains("\"1\"");
            assertThat(second.head())
                    .doesNotContain("pc-17")
                    .doesNotContain("DNT")
                    .doesNotContain("Via");
            edge.awaitRecord(3);
            assertThat(edge.records())
                    .allSatisfy(record -> assertThat(record.toString()).doesNotContain("pc-17"));
        }
    }
}

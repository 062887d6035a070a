package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients of the forward side get for what a rule refuses. */
@ExtendWith(LeakWatch.class)
class BlockAnswerTest {
    private static final String BROWSER =
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    private static final String POLICIES = """
            lists:
              - {name: ads, file: ads.txt}
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block, reason: 'no <b>ads</b> & "trackers"'}
              - {name: court, when: {site: [court.test]}, then: block, status: 451, reason: withheld by order,
                 reference: case 7, authority: 'https://court.example/orders?id=7&x=1'}
              - {name: ministry, when: {site: [ministry.test]}, then: block, status: 451, authority: The Ministry}
              - {name: elsewhere, when: {site: [old.test]}, then: {redirect: 'http://intranet.example/why'}}
              - {name: silence, when: {site: [drop.test]}, then: drop}
            """;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge()
                .policies(POLICIES + "  - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}\n")
                .list("ads", "0.0.0.0 ads.test\n0.0.0.0 other.ads.test\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private RawResponse get(String url, String... fields) {
        try (RawClient client = edge.forward()) {
            return client.get(url, fields);
        }
    }

    @Test
    void givesBrowsersAPageThatCanDoNothingAndLoadsNothing() {
        RawResponse page = get("http://deep.ads.test/x?secret=1", BROWSER);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.field("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.field("cache-control")).contains("no-store");
        assertThat(page.field("x-content-type-options")).contains("nosniff");
        assertThat(page.field("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .endsWith("sandbox");
        assertThat(page.bodyText())
                .contains("<h1>404 Not Found</h1>", "no &lt;b&gt;ads&lt;/b&gt; &amp; &quot;trackers&quot;")
                .contains("<dd>deep.ads.test</dd>", "<dd>no-ads</dd>")
                .doesNotContain("<b>", "<script", "<img", "<link", "other.ads.test", "secret");
    }

    @Test
    void tellsBrowsersOfNoProxyOnTheReverseSide() {
        try (RawClient client = edge.reverse()) {
            RawResponse page = client.get("/", "Host: ads.test", BROWSER);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.bodyText()).contains("<h1>404 Not Found</h1>").doesNotContain("proxy", "ads.test");
        }
    }

    @Test
    void givesProgramsAProblemDocument() {
        for (String accept : new String[] {"Accept: */*", "Accept: application/json, text/html;q=0.5", "X: y"}) {
            RawResponse problem = get("http://ads.test/", accept);
            assertThat(problem.field("content-type")).as(accept).contains("application/problem+json");
            assertThat(problem.bodyText()).contains("\"rule\":\"no-ads\"").doesNotContain("other.ads.test");
        }
    }

    @Test
    void saysWhichRuleInProxyStatus() {
        assertThat(get("http://ads.test/").field("proxy-status"))
                .contains("Sallyport; error=http_request_denied; details=\"rule no-ads\"");
    }

    @Test
    void tellsHeadTheLengthAndSendsNoBody() {
        try (RawClient client = edge.forward()) {
            client.send("HEAD http://ads.test/ HTTP/1.1\r\nHost: ads.test\r\n" + BROWSER + "\r\n\r\n");
            RawResponse head = client.readResponse("HEAD");
            assertThat(head.status()).isEqualTo(404);
            assertThat(head.bodyText()).isEmpty();
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
        }
    }

    @Test
    void namesWhoHasOrderedItForLegalReasons() {
        RawResponse court = get("http://court.test/");
        assertThat(court.status()).isEqualTo(451);
        assertThat(court.startLine()).isEqualTo("HTTP/1.1 451 Unavailable For Legal Reasons");
        assertThat(court.field("link")).contains("<https://court.example/orders?id=7&x=1>; rel=\"blocked-by\"");
        assertThat(court.bodyText())
                .contains("\"detail\":\"withheld by order\"", "\"reference\":\"case 7\"")
                .contains("\"authority\":\"https://court.example/orders?id=7&x=1\"");

        assertThat(get("http://court.test/", BROWSER).bodyText())
                .contains("href=\"https://court.example/orders?id=7&amp;x=1\"", "<dd>case 7</dd>");

        RawResponse ministry = get("http://ministry.test/");
        assertThat(ministry.field("link")).isEmpty();
        assertThat(ministry.bodyText()).contains("\"authority\":\"The Ministry\"");
    }

    @Test
    void givesATunnelTheSameStatusLineWithAShortBody() {
        try (RawClient client = edge.forward()) {
            RawResponse refused = client.openTunnel("court.test:443");
            assertThat(refused.status()).isEqualTo(451);
            assertThat(refused.field("link")).isPresent();
            assertThat(refused.bodyText()).contains("\"rule\":\"court\"");
        }
        try (RawClient client = edge.forward()) {
            assertThat(client.openTunnel("ads.test:443").status()).isEqualTo(404);
        }
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.RULE_BLOCKED);
    }

    @Test
    void sendsARequestElsewhereButNoTunnel() {
        RawResponse sent = get("http://old.test/path?a=b", BROWSER);
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.field("location")).contains("http://intranet.example/why");
        assertThat(sent.field("cache-control")).contains("no-store");
        try (RawClient client = edge.forward()) {
            RawResponse tunnel = client.openTunnel("old.test:443");
            assertThat(tunnel.status()).isEqualTo(404);
            assertThat(tunnel.field("location")).isEmpty();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("elsewhere");
        assertThat(edge.awaitRecord(1).status()).isEqualTo(302);
    }

    @Test
    void closesWithoutAnAnswer() {
        for (String request : new String[] {
            "GET http://drop.test/ HTTP/1.1\r\nHost: drop.test\r\n\r\n",
            "POST http://drop.test/ HTTP/1.1\r\nHost: drop.test\r\nContent-Length: 100\r\n\r\nabc",
            "CONNECT drop.test:443 HTTP/1.1\r\nHost: drop.test\r\n\r\n"
        }) {
            try (RawClient client = edge.forward()) {
                client.send(request);
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.RULE_DROPPED);
        assertThat(edge.records()).allSatisfy(record -> {
            assertThat(record.rule()).isEqualTo("silence");
            assertThat(record.status()).isZero();
        });
    }

    @Test
    void answersOtherwiseOnceTheRuleIsGone() {
        try (RawClient client = edge.forward()) {
            assertThat(client.get("http://ads.test/", BROWSER).status()).isEqualTo(404);
            edge.policies("rules: [{name: elsewhere, then: {redirect: 'http://intranet.example/'}}]");
            edge.awaitPolicies();
            assertThat(client.get("http://ads.test/", BROWSER).status()).isEqualTo(302);
        }
    }
}

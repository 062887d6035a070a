package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields that are meant for us and not for the origin, and bodies whose end is not what was promised. */
@ExtendWith(LeakWatch.class)
class HostileFieldsTest extends OneOrigin {
    HostileFieldsTest() {
        super("hello");
    }

    private RawRequest seenAfter(String... fieldLines) {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", fieldLines).status()).isEqualTo(200);
        }
        origin.assertClean();
        return origin.awaitRequest(1);
    }

    @Test
    void removesWhatAnyConnectionFieldNominates() {
        RawRequest seen = seenAfter(
                "X-One: 1", "Connection: X-One, close", "Connection: x-two,,X-THREE", "X-Two: 2", "X-Three: 3");
        assertThat(seen.head().toLowerCase(Locale.ROOT)).doesNotContain("x-one", "x-two", "x-three", "connection");
    }

    @Test
    void keepsItsOwnFieldsWhoeverNominatesThem() {
        RawRequest seen =
                seenAfter("Connection: X-Forwarded-For, X-Forwarded-Proto, Via, Host, Forwarded", "Host: own.test");
        assertThat(seen.values("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(seen.values("x-forwarded-proto")).containsExactly("http");
        assertThat(seen.values("via")).hasSize(1);
        assertThat(seen.values("host")).containsExactly("own.test");
    }

    @Test
    void keepsTheFramingWhoeverNominatesIt() {
        origin.on("/", Answer.echo());
        try (RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nConnection: Content-Length\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.readResponse().bodyText()).isEqualTo("abc");
            client.send(
                    "POST / HTTP/1.1\r\nHost: t\r\nConnection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\n0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("abc");
        }
        origin.assertClean();
    }

    @Test
    void replacesWhatAStrangerSaysAboutTheClient() {
        RawRequest seen = seenAfter(
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.test",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X-Original-Host: evil.test",
                "X_Forwarded_Host: evil.test",
                "x-forwarded_for: 6.6.6.6",
                "X_Client_Cert_Subject: evil.test",
                "X_Real_IP: 6.6.6.6");
        assertThat(seen.values("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(seen.head()).doesNotContain("6.6.6.6", "evil.test", "https");
    }

    @Test
    void letsNobodyNameAnotherTargetThanThatOfTheRequest() {
        RawRequest seen = seenAfter(
                "X-Host: evil.test",
                "X-Original-URL: /evil.test",
                "X-Rewrite-URL: /evil.test",
                "X-HTTP-Host-Override: evil.test",
                "X-Url-Scheme: evil.test",
                "Front-End-Https: evil.test");
        assertThat(seen.head()).doesNotContain("evil.test");
    }

    @Test
    void removesHopByHopFields() {
        RawRequest seen = seenAfter(
                "TE: gzip",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic x",
                "Trailer: X",
                "Upgrade: websocket",
                "Connection: upgrade, te, keep-alive");
        assertThat(seen.head().toLowerCase(Locale.ROOT))
                .doesNotContain("\nte:", "keep-alive", "proxy-", "trailer", "upgrade", "connection");
    }

    @Test
    void offersNoHttp2UpgradeToTheOrigin() {
        try (RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.1\r\nHost: t.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
            RawRequest seen = origin.awaitRequest(1);
            assertThat(seen.head().toLowerCase(Locale.ROOT)).doesNotContain("h2c", "http2", "upgrade");
        }
        origin.assertClean();
    }

    @Test
    void letsAnAbsoluteTargetWinOverHost() {
        try (RawClient client = edge.reverse()) {
            client.send("GET http://target.test/a HTTP/1.1\r\nHost: other.test\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
        assertThat(origin.awaitRequest(1).values("host")).containsExactly("target.test");
        assertThat(origin.requests().get(0).target()).isEqualTo("/a");
    }

    @Test
    void leavesAnEscapedLineEndEscaped() {
        try (RawClient client = edge.reverse()) {
            client.get("/a%0d%0aX:%20y");
        }
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/a%0d%0aX:%20y");
        assertThat(edge.awaitRecord(1).path()).isEqualTo("/a%0d%0aX:%20y");
    }

    @Test
    void mergesNoTrailers() {
        origin.on("/", Answer.echo());
        try (RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
                    + "Content-Length: 9\r\nHost: evil\r\nAuthorization: evil\r\nX-Forwarded-For: evil\r\n\r\n");
            assertThat(client.readResponse().status()).isIn(200, 400);
        }
        for (RawRequest seen : origin.requests()) {
            assertThat(seen.head()).doesNotContain("evil");
            assertThat(seen.trailers()).isEmpty();
        }
    }

    @Test
    void passesTwoThousandSmallChunksExactly() {
        origin.on("/", Answer.echo());
        try (RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(2000)
                    + "0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("x".repeat(2000));
        }
        origin.assertClean();
    }

    @Test
    void showsTheOriginNoCompleteBodyWhenTheClientCutsIt() {
        String[] cuts = {
            "Content-Length: 10\r\n\r\nabc",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "Transfer-Encoding: chunked\r\n\r\n100000004\r\nabcd"
        };
        for (String cut : cuts) {
            int before = origin.connections().size();
            try (RawClient client = edge.reverse()) {
                client.send("POST / HTTP/1.1\r\nHost: t\r\n" + cut);
                Eventually.until(
                        "the origin sees the body begin",
                        () -> origin.connections().size() > before);
                client.halfClose();
                client.readToEnd();
            }
            origin.awaitNoConnection();
        }
        assertThat(origin.requests()).noneMatch(RawRequest::complete);
    }

    @Test
    void usesNoConnectionAgainThatStillOwesABody() {
        Gate gate = new Gate();
        origin.on("/early", Answer.onHead(Answer.text("early").then((request, connection) -> gate.pass())));
        try (RawClient client = edge.reverse()) {
            client.send("POST /early HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nabc");
            assertThat(client.readResponse().bodyText()).isEqualTo("early");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        gate.open();
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").bodyText()).isEqualTo("hello");
        }
        assertThat(origin.connections()).hasSize(2);
    }

    @Test
    void answersUnknownVersionsItselfAndCloses() {
        for (String version : new String[] {"HTTP/2.0", "HTTP/9.9", "HTTP/1.10"}) {
            try (RawClient client = edge.reverse()) {
                client.send("GET / " + version + "\r\nHost: t.test\r\n\r\n");
                assertThat(client.readResponse().status()).as(version).isIn(400, 501, 505);
                assertThat(client.isClosedByPeer()).isTrue();
            }
        }
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        Gate gate = new Gate();
        origin.on("/slow", Answer.text("slow").behind(gate)).on("/fast", Answer.text("fast"));
        try (RawClient client = edge.reverse()) {
            client.send(
                    "GET /slow HTTP/1.1\r\nHost: t\r\n\r\nGET /fast HTTP/1.1\r\nHost: t\r\n\r\nGET /x HTTP/1.1\r\nHost: t\r\n\r\n");
            gate.awaitArrival();
            gate.open();
            assertThat(client.readResponse().bodyText()).isEqualTo("slow");
            assertThat(client.readResponse().bodyText()).isEqualTo("fast");
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
        }
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.FORWARDED);
    }

    @Test
    void asksForTheBodyWhenTheClientWaitsForThat() {
        origin.on("/", Answer.echo());
        try (RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            RawResponse interim = client.readHead();
            assertThat(interim.status()).isEqualTo(100);
            assertThat(client.send("abc").readResponse().bodyText()).isEqualTo("abc");
        }
        assertThat(origin.awaitRequest(1).values("expect")).containsExactly("100-continue");
    }
}

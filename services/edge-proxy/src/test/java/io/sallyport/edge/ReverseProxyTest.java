package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ReverseProxyTest {
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello", "Server: secret/1.0", "X-Hop: 1", "Connection: x-hop"));
        edge = EdgeHarness.start(routesTo(origin.port()), "");
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private static String routesTo(int port) {
        return "clusters: [{name: shop, endpoints: ['http://127.0.0.1:" + port + "']}]\n"
                + "routes: [{name: all, cluster: shop}]\n";
    }

    @Test
    void relaysRequestAndAnswerWithoutHopByHopFields() {
        try (RawClient client = edge.reverse()) {
            RawResponse response =
                    client.get("/a?b=c", "Host: Shop.Example.", "Connection: X-Secret", "X-Secret: 1", "Via: 1.0 me");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.bodyText()).isEqualTo("hello");
            assertThat(response.field("server")).isEmpty();
            assertThat(response.field("x-hop")).isEmpty();
            response.assertClean();
        }
        RawRequest seen = origin.awaitRequest(1);
        origin.assertClean();
        assertThat(seen.target()).isEqualTo("/a?b=c");
        assertThat(seen.values("host")).containsExactly("shop.example");
        assertThat(seen.field("x-secret")).isEmpty();
        assertThat(seen.field("x-forwarded-for")).contains("127.0.0.1");
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.route()).isEqualTo("all");
        assertThat(logged.bytesOut()).isEqualTo(5);
    }

    @Test
    void reusesConnectionsOnBothSides() {
        try (RawClient client = edge.reverse()) {
            for (int i = 0; i < 20; i++) {
                origin.next(Answer.text("n" + i));
                assertThat(client.get("/" + i, "Host: a.test").bodyText()).isEqualTo("n" + i);
            }
        }
        assertThat(origin.connections()).hasSize(1);
    }

    @Test
    void streamsARequestBodyOfKnownLengthAndOfChunks() {
        origin.on("/known", Answer.echo()).on("/chunks", Answer.echo());
        try (RawClient client = edge.reverse()) {
            client.send("POST /known HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n\r\nabcde");
            assertThat(client.readResponse().bodyText()).isEqualTo("abcde");
            client.send("POST /chunks HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("abcde");
        }
        origin.assertClean();
    }

    @Test
    void answers502WhenTheOriginRefuses() {
        edge.routes(routesTo(FreePort.pick()));
        edge.awaitRoutes();
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a.test");

            assertThat(response.status()).isEqualTo(502);
            assertThat(response.field("content-type")).contains("application/problem+json");
            assertThat(response.field("proxy-status")).contains("Sallyport; error=connection_refused");
            assertThat(response.bodyText()).doesNotContain("127.0.0.1");
            response.assertClean();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CONNECT_REFUSED);
    }

    @Test
    void answers502WhenTheOriginClosesBeforeItsHead() {
        origin.on("/gone", Answer.closeAfter(""));
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/gone", "Host: a.test").status()).isEqualTo(502);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ORIGIN_CLOSED);
    }

    @Test
    void breaksOffWhenTheOriginCutsItsBody() {
        origin.on("/cut", Answer.resetAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"));
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/cut", "Host: a.test");

            assertThat(response.complete()).isFalse();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWER_INCOMPLETE);
    }

    @Test
    void cancelsTheOriginWhenTheClientGoes() {
        origin.on("/slow", Answer.stall());
        try (RawClient client = edge.reverse()) {
            client.send("GET /slow HTTP/1.1\r\nHost: a.test\r\n\r\n");
            origin.awaitRequest(1);
            client.reset();
        }
        origin.awaitNoConnection();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
    }
}

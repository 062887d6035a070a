package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request is sent again only when nothing can have been done about it. */
@ExtendWith(LeakWatch.class)
class RetryTest {
    /** Takes the request on a connection that was used before, and ends without a word. */
    private static final Answer RACE = (request, connection) -> connection.close();

    @Test
    void repeatsAGetOnAFreshConnectionWhenTheUsedOneCloses() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.get("/");
            origin.next(RACE);

            assertThat(client.get("/again").bodyText()).isEqualTo("hello");

            assertThat(targets(origin)).containsExactly("/", "/again", "/again");
            assertThat(origin.connections()).hasSize(2);
            assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    @Test
    void repeatsOnlyOnce() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.get("/");
            origin.next(RACE, RACE);

            assertThat(client.get("/again").status()).isEqualTo(502);
            assertThat(targets(origin)).containsExactly("/", "/again", "/again");
        }
    }

    @Test
    void sendsAPostOnlyOnce() {
        for (String request : new String[] {
            Requests.head("POST", "/order", "Content-Length: 0"),
            Requests.withBody("POST", "/order", "abc"),
            Requests.withBody("PUT", "/order", "abc"),
            Requests.head("PATCH", "/order", "Content-Length: 0")
        }) {
            try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                    EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                    RawClient client = edge.reverse()) {
                client.get("/");
                origin.next(RACE);

                assertThat(client.send(request).readResponse().status()).isEqualTo(502);

                assertThat(targets(origin)).containsExactly("/", "/order");
                assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.ORIGIN_CLOSED);
            }
        }
    }

    @Test
    void repeatsNothingOnAFirstConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            origin.next(RACE);

            assertThat(client.get("/").status()).isEqualTo(502);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void failsNoGetWhenTheOriginClosesAfterEachAnswer() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello").closeAfter(1);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 300; i++) {
                assertThat(client.get("/" + i).status()).as("request %d", i).isEqualTo(200);
            }
        }
    }

    @Test
    void goesToTheNextEndpointWhenOneRefuses() {
        int nobody = FreePort.pick();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echo());
                EdgeHarness edge =
                        EdgeSetup.edge().routes(routes(nobody, origin.port())).start();
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 4; i++) {
                assertThat(client.get("/").status()).isEqualTo(200);
                assertThat(client.send(Requests.withBody("POST", "/", "abc"))
                                .readResponse()
                                .bodyText())
                        .isEqualTo("abc");
            }
            assertThat(edge.awaitRecord(8).endpoint()).isEqualTo("http://127.0.0.1:" + origin.port());
        }
    }

    @Test
    void answers502WhenEveryEndpointRefuses() {
        try (EdgeHarness edge = EdgeSetup.edge()
                        .routes(routes(FreePort.pick(), FreePort.pick()))
                        .start();
                RawClient client = edge.reverse()) {
            assertThat(client.get("/").status()).isEqualTo(502);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CONNECT_REFUSED);
        }
    }

    private static String routes(int one, int two) {
        return "clusters: [{name: shop, endpoints: ['http://127.0.0.1:" + one + "', 'http://127.0.0.1:" + two + "']}]\n"
                + "routes: [{name: all, cluster: shop}]\n";
    }

    private static List<String> targets(ScriptedOrigin origin) {
        return origin.requests().stream().map(RawRequest::target).toList();
    }

    @Test
    void goesToTheNextEndpointWhenOneResets() {
        try (ScriptedOrigin broken = ScriptedOrigin.start(Answer.resetAfter(""));
                ScriptedOrigin good = ScriptedOrigin.start("good");
                EdgeHarness both = EdgeHarness.start(
                        "clusters: [{name: shop, endpoints: ['" + broken.url("") + "', '" + good.url("") + "']}]\n"
                                + "routes: [{name: all, cluster: shop}]\n",
                        "default: allow");
                RawClient client = both.reverse()) {
            assertThat(client.get("/1").bodyText()).isEqualTo("good");
            assertThat(client.get("/2").bodyText()).isEqualTo("good");

            assertThat(broken.requests()).isNotEmpty();
            assertThat(both.awaitRecord(2).endpoint()).isEqualTo(good.url(""));
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ViaTest {
    private static String routesTo(int port) {
        return "clusters: [{name: shop, endpoints: ['http://127.0.0.1:" + port + "']}]\n"
                + "routes: [{name: all, cluster: shop}]\n";
    }

    @Test
    void findsACircleThroughTwoEdges() {
        try (ScriptedOrigin nowhere = ScriptedOrigin.start("nowhere");
                EdgeHarness first = EdgeHarness.start(routesTo(nowhere.port()), "default: allow");
                EdgeHarness second = EdgeHarness.start(routesTo(first.port(EdgeHarness.REVERSE)), "default: allow")) {
            first.routes(routesTo(second.port(EdgeHarness.REVERSE)));
            first.awaitRoutes();

            try (RawClient client = first.reverse()) {
                assertThat(client.get("/", "Host: a.test").status()).isEqualTo(508);
            }

            first.awaitRecord(2);
            assertThat(first.records())
                    .extracting(AccessRecord::outcome)
                    .containsExactlyInAnyOrder(Outcome.LOOP_DETECTED, Outcome.FORWARDED);
            assertThat(second.awaitRecord(1).status()).isEqualTo(508);
            assertThat(nowhere.requests()).isEmpty();
        }
    }

    @Test
    void keepsMembersOfOtherEdgesAndNoOthers() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("here");
                EdgeHarness edge = EdgeHarness.start(routesTo(origin.port()), "default: allow");
                RawClient client = edge.reverse()) {
            client.get("/", "Host: a.test", "Via: 1.1 office.example, 1.1 sallyport-00000001", "Via: 1.0 sallyport-2");

            String via = origin.awaitRequest(1).field("via").orElseThrow();
            assertThat(via).startsWith("1.1 sallyport-00000001, 1.0 sallyport-2, 1.1 sallyport-");
            assertThat(via).doesNotContain("office");
        }
    }

    @Test
    void datesAnswersThatHaveNoDate() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("here");
                EdgeHarness edge = EdgeHarness.start(routesTo(origin.port()), "default: allow");
                RawClient client = edge.reverse()) {
            RawResponse relayed = client.get("/", "Host: a.test");
            RawResponse own = client.send("GET / HTTP/1.1\r\n\r\n").readResponse();

            assertThat(relayed.values("date")).hasSize(1);
            assertThat(own.status()).isEqualTo(400);
            assertThat(own.values("date")).hasSize(1);
        }
    }
}

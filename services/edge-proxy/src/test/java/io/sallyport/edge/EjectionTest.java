package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.EndpointUse.State;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an endpoint goes out, stays out and comes back, and which requests pay for it. */
@ExtendWith(LeakWatch.class)
class EjectionTest {
    private static final Answer ERROR = Answer.status("500 Internal Server Error", "oops");

    private final ScriptedOrigin weak = ScriptedOrigin.start("weak");
    private final ScriptedOrigin good = ScriptedOrigin.start("good");

    @AfterEach
    void close() {
        weak.close();
        good.close();
    }

    @Test
    void comesBackByOneRequestThatMayBeRepeated() {
        try (EdgeHarness edge = edge("{consecutive: 1, base: 50ms}", "");
                RawClient client = edge.reverse()) {
            weak.next(ERROR);
            get(client, 2);
            awaitState(edge, State.TRIAL);
            int before = weak.requests().size();

            // On trial it fails once more, and the client does not see it.
            weak.next(ERROR);
            assertThat(client.get("/trial").status()).isEqualTo(200);
            assertThat(weak.requests()).hasSize(before + 1);
            assertThat(edge.awaitRecord(3).attempts()).isEqualTo(2);
            Eventually.until("a second ejection", () -> use(edge).ejections() == 2);

            awaitState(edge, State.TRIAL);
            assertThat(client.get("/trial").bodyText()).isEqualTo("weak");
            awaitState(edge, State.IN);
            assertThat(bodies(client, 4)).containsExactlyInAnyOrder("weak", "good", "weak", "good");
        }
    }

    @Test
    void oneRequestAtATimeIsOnTrial() {
        Gate gate = new Gate();
        weak.on("/trial", Answer.text("back").behind(gate));
        try (EdgeHarness edge = edge("{consecutive: 1, base: 50ms}", "");
                RawClient first = edge.reverse();
                RawClient client = edge.reverse()) {
            weak.next(ERROR);
            get(client, 2);
            awaitState(edge, State.TRIAL);
            int before = weak.requests().size();
            first.send(Requests.head("GET", "/trial"));
            gate.awaitArrival();
            get(client, 20);
            assertThat(weak.requests()).hasSize(before + 1);

            gate.open();
            assertThat(first.readResponse().bodyText()).isEqualTo("back");
            awaitState(edge, State.IN);
        }
    }

    @Test
    void aClientThatLeavesATrialDecidesNothing() {
        Gate gate = new Gate();
        weak.on("/trial", Answer.text("late").behind(gate));
        try (EdgeHarness edge = edge("{consecutive: 1, base: 50ms}", "");
                RawClient client = edge.reverse()) {
            weak.next(ERROR);
            get(client, 2);
            awaitState(edge, State.TRIAL);
            try (RawClient leaving = edge.reverse()) {
                leaving.send(Requests.head("GET", "/trial"));
                gate.awaitArrival();
            }
            Eventually.until(
                    "the client is gone",
                    () -> edge.records().stream().anyMatch(each -> each.outcome() == Outcome.CLIENT_GONE));
            gate.open();

            assertThat(client.get("/").bodyText()).isEqualTo("weak");
        }
    }

    @Test
    void goesOutByTheShareOfItsErrors() {
        try (EdgeHarness edge =
                        edge("{consecutive: 0, errorShare: 50%, minRequests: 10, window: 1h, base: 1h, max: 1h}", "");
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 5; i++) {
                weak.next(ERROR, Answer.text("weak"));
            }
            get(client, 20);
            assertThat(weak.requests())
                    .as("the tenth ended well, five of ten failed")
                    .hasSize(10);

            weak.next(ERROR);
            get(client, 40);
            awaitState(edge, State.EJECTED);
            assertThat(weak.requests()).as("six of eleven failed").hasSize(11);
            Eventually.until(
                    "six records of it",
                    () -> edge.records().stream()
                                    .filter(each -> each.status() == 500)
                                    .count()
                            == 6);
        }
    }

    @Test
    void staysOutAfterAReload() {
        try (EdgeHarness edge = edge("{consecutive: 1, base: 1h, max: 1h}", "");
                RawClient client = edge.reverse()) {
            weak.next(ERROR);
            get(client, 2);
            edge.routes(routes("{consecutive: 1, base: 1h, max: 1h}", ", headTimeout: 7s"));
            edge.awaitRoutes();
            int before = weak.requests().size();

            assertThat(bodies(client, 20)).containsOnly("good");
            assertThat(weak.requests()).hasSize(before);
            awaitState(edge, State.EJECTED);
        }
    }

    @Test
    void theLastOneStaysIn() {
        try (EdgeHarness edge = edge("{consecutive: 1, base: 1h, max: 1h}", "");
                RawClient client = edge.reverse()) {
            weak.next(ERROR);
            get(client, 2);
            good.next(ERROR);
            assertThat(client.get("/").status()).isEqualTo(500);

            assertThat(bodies(client, 10)).containsOnly("good");
        }
    }

    @Test
    void aSlowTryIsRepeatedOnlyWhereThatIsHarmless() {
        weak.on("/slow", Answer.stall());
        good.on("/slow", Answer.stall());
        good.on("/post", Answer.stall());
        weak.on("/post", Answer.stall());
        String retry = ", headTimeout: 1s, retry: {tryTimeout: 100ms}";
        try (EdgeHarness edge = edge("{consecutive: 100}", retry);
                RawClient client = edge.reverse()) {
            assertThat(client.get("/slow").status()).isEqualTo(504);
            assertThat(edge.awaitRecord(1).attempts()).isEqualTo(2);
            assertThat(targets("/slow")).isEqualTo(2);

            RawResponse posted =
                    client.send(Requests.withBody("POST", "/post", "abc")).readResponse();
            assertThat(posted.status()).isEqualTo(504);
            assertThat(edge.awaitRecord(2).attempts()).isEqualTo(1);
            assertThat(targets("/post")).isEqualTo(1);
        }
    }

    @Test
    void aStatusIsRepeatedOnceOnEachEndpointAndThenRelayed() {
        weak.on("/busy", Answer.status("503 Service Unavailable", "", "X-From: weak"));
        good.on("/busy", Answer.status("503 Service Unavailable", "both busy"));
        try (EdgeHarness edge = edge("{consecutive: 100}", ", retry: {attempts: 5, status: [503]}");
                RawClient client = edge.reverse()) {
            RawResponse busy = client.get("/busy");
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.field("proxy-status")).as("the origin's own answer").isEmpty();
            assertThat(targets("/busy")).isEqualTo(2);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);

            client.send(Requests.withBody("POST", "/busy", "abc")).readResponse();
            assertThat(targets("/busy")).as("not a POST").isEqualTo(3);
        }
    }

    @Test
    void nothingIsTriedForAClientThatHasGone() {
        Gate gate = new Gate();
        Answer reset = Answer.resetAfter("").behind(gate);
        weak.on("/gone", reset);
        good.on("/gone", reset);
        try (EdgeHarness edge = edge("{consecutive: 100}", "")) {
            try (RawClient leaving = edge.reverse()) {
                leaving.send(Requests.head("GET", "/gone"));
                gate.awaitArrival();
            }
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
            gate.open();
            try (RawClient client = edge.reverse()) {
                get(client, 4);
            }

            assertThat(targets("/gone")).isEqualTo(1);
        }
    }

    private EdgeHarness edge(String ejection, String route) {
        return OneLoop.edge(routes(ejection, route));
    }

    private String routes(String ejection, String route) {
        return "clusters: [{name: shop, ejection: " + ejection + ", endpoints: ['" + weak.url("") + "', '"
                + good.url("") + "']}]\n"
                + "routes: [{name: all, cluster: shop" + route + "}]\n";
    }

    private EndpointUse use(EdgeHarness edge) {
        return edge.endpoint(weak.url(""));
    }

    private void awaitState(EdgeHarness edge, State state) {
        Eventually.until(
                "the weak one is " + state, () -> use(edge) != null && use(edge).state() == state);
    }

    private long targets(String target) {
        return weak.requests().stream()
                        .map(RawRequest::target)
                        .filter(target::equals)
                        .count()
                + good.requests().stream()
                        .map(RawRequest::target)
                        .filter(target::equals)
                        .count();
    }

    private static void get(RawClient client, int times) {
        for (int i = 0; i < times; i++) {
            client.get("/");
        }
    }

    private static List<String> bodies(RawClient client, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> client.get("/").bodyText())
                .toList();
    }
}

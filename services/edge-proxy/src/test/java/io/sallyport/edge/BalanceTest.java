package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each strategy by live traffic; shares are counted where they arrive. One client connection is one event loop. */
@ExtendWith(LeakWatch.class)
class BalanceTest {
    private final ScriptedOrigin a = ScriptedOrigin.start("a");
    private final ScriptedOrigin b = ScriptedOrigin.start("b");
    private final ScriptedOrigin c = ScriptedOrigin.start("c");

    @AfterEach
    void close() {
        Stream.of(a, b, c).forEach(ScriptedOrigin::close);
    }

    @Test
    void roundRobinSharesEvenly() {
        try (EdgeHarness edge = edge("round-robin", "", 1, 1, 1);
                RawClient client = edge.reverse()) {
            get(client, 300);

            assertThat(counts()).containsExactly(100, 100, 100);
        }
    }

    @Test
    void roundRobinSharesByWeight() {
        try (EdgeHarness edge = edge("round-robin", "", 5, 1, 0);
                RawClient client = edge.reverse()) {
            get(client, 300);

            assertThat(counts()).containsExactly(250, 50, 0);
        }
    }

    @Test
    void leastRequestPassesOverTheOneThatIsBusy() {
        Gate gate = new Gate();
        Stream.of(a, b, c)
                .forEach(origin -> origin.on("/slow", Answer.text("slow").behind(gate)));
        try (EdgeHarness edge = OneLoop.edge(routes("least-request", "", List.of(a, b, c), 1, 1, 1));
                RawClient waiting = edge.reverse();
                RawClient client = edge.reverse()) {
            waiting.send(Requests.head("GET", "/slow"));
            gate.awaitArrival();
            get(client, 100);
            assertThat(counts()).containsExactlyInAnyOrder(1, 50, 50);

            gate.open();
            assertThat(waiting.readResponse().bodyText()).isEqualTo("slow");
            get(client, 3);
            assertThat(counts()).containsExactlyInAnyOrder(2, 51, 51);
        }
    }

    /**
     * The slow one takes its first request before there are others, and answers when the test lets it. From then on its
     * average is as long as all those requests took that went by meanwhile.
     */
    @Test
    void powerOfTwoAvoidsTheSlowOne() {
        Gate gate = new Gate();
        a.on("/slow", Answer.text("slow").behind(gate));
        try (EdgeHarness edge = OneLoop.edge(routes("power-of-two", "", List.of(a), 1));
                RawClient waiting = edge.reverse();
                RawClient client = edge.reverse()) {
            waiting.send(Requests.head("GET", "/slow"));
            gate.awaitArrival();
            edge.routes(routes("power-of-two", "", List.of(a, b, c), 1, 1, 1));
            edge.awaitRoutes();
            get(client, 300);
            gate.open();
            assertThat(waiting.readResponse().bodyText()).isEqualTo("slow");
            get(client, 300);

            assertThat(a.requests()).hasSize(1);
            assertThat(b.requests()).hasSizeGreaterThan(50);
            assertThat(c.requests()).hasSizeGreaterThan(50);
        }
    }

    @Test
    void ringHashKeepsAKeyTogetherAndMovesOnlyTheKeysOfTheOneThatGoes() {
        try (EdgeHarness edge = edge("ring-hash, hash: {header: X-User}", "", 1, 1, 1);
                RawClient client = edge.reverse()) {
            List<String> before = users(client);
            assertThat(users(client)).isEqualTo(before);
            assertThat(new HashSet<>(before)).hasSize(3);

            edge.routes(routes("ring-hash, hash: {header: X-User}", "", List.of(a, c), 1, 1));
            edge.awaitRoutes();
            List<String> after = users(client);
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).equals("b")) {
                    assertThat(after.get(i)).isEqualTo(before.get(i));
                }
            }
            assertThat(Set.copyOf(after)).containsExactlyInAnyOrder("a", "c");
        }
    }

    @Test
    void ringHashGoesByCookieAndByClient() {
        try (EdgeHarness edge = edge("ring-hash, hash: {cookie: sid}", "", 1, 1, 1);
                RawClient client = edge.reverse();
                RawClient another = edge.reverse()) {
            String first = body(client, "Cookie: a=b; sid=7");
            for (int i = 0; i < 10; i++) {
                assertThat(body(another, "Cookie: sid=7; x=" + i)).isEqualTo(first);
                assertThat(body(client)).as("without a cookie: by address").isEqualTo(body(another));
            }
        }
    }

    @Test
    void theSecondLevelServesWhenTheFirstIsGone() {
        a.close();
        try (EdgeHarness edge = edge("round-robin", ", priority: 1", 1, 1, 1);
                RawClient client = edge.reverse()) {
            assertThat(Set.of(body(client), body(client))).as("both of level 1").containsExactlyInAnyOrder("b", "c");
        }
    }

    @Test
    void refusesWhatEveryEndpointIsTooFullFor() {
        Gate gate = new Gate();
        a.on("/slow", Answer.text("slow").behind(gate));
        String routes = "clusters: [{name: shop, limits: {requests: 1}, endpoints: ['" + a.url("") + "']}]\n"
                + "routes: [{name: all, cluster: shop}]\n";
        try (EdgeHarness edge = OneLoop.edge(routes);
                RawClient waiting = edge.reverse();
                RawClient client = edge.reverse()) {
            waiting.send(Requests.head("GET", "/slow"));
            a.awaitRequest(1);

            RawResponse refused = client.get("/");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.field("retry-after")).contains("1");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.OVERLOADED);

            gate.open();
            assertThat(waiting.readResponse().bodyText()).isEqualTo("slow");
            assertThat(client.get("/").bodyText()).isEqualTo("a");
        }
    }

    @Test
    void boundsConnectionsAndWhoWaitsForThemByCluster() {
        Gate gate = new Gate();
        a.on("/slow", Answer.text("slow").behind(gate));
        String routes = "clusters: [{name: shop, limits: {connections: 1, pending: 0}, endpoints: ['" + a.url("")
                + "']}]\n" + "routes: [{name: all, cluster: shop}]\n";
        try (EdgeHarness edge = OneLoop.edge(routes);
                RawClient waiting = edge.reverse();
                RawClient client = edge.reverse()) {
            waiting.send(Requests.head("GET", "/slow"));
            a.awaitRequest(1);

            RawResponse refused = client.get("/");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.field("retry-after")).contains("1");

            gate.open();
            waiting.readResponse();
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(a.connections()).hasSize(1);
        }
    }

    private EdgeHarness edge(String balance, String secondAndThird, int... weights) {
        return EdgeSetup.edge()
                .routes(routes(balance, secondAndThird, List.of(a, b, c), weights))
                .start();
    }

    private static String routes(String balance, String later, List<ScriptedOrigin> origins, int... weights) {
        List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            endpoints.add(
                    "{url: '" + origins.get(i).url("") + "', weight: " + weights[i] + (i == 0 ? "" : later) + "}");
        }
        return "clusters: [{name: shop, balance: " + balance + ", endpoints: [" + String.join(", ", endpoints) + "]}]\n"
                + "routes: [{name: all, cluster: shop}]\n";
    }

    private static void get(RawClient client, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    private static List<String> users(RawClient client) {
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            served.add(body(client, "X-User: user-" + i));
        }
        return served;
    }

    private static String body(RawClient client, String... fields) {
        return client.send(Requests.head("GET", "/", fields)).readResponse().bodyText();
    }

    private List<Integer> counts() {
        return Stream.of(a, b, c).map(origin -> origin.requests().size()).toList();
    }
}

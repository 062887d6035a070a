package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** New routes and policies while traffic flows. */
@ExtendWith(LeakWatch.class)
class ReloadTest {
    private ScriptedOrigin blue;
    private ScriptedOrigin green;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        blue = ScriptedOrigin.start("blue");
        green = ScriptedOrigin.start("green");
        edge = EdgeSetup.reverseTo(blue).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        blue.close();
        green.close();
    }

    @Test
    void usesTheNewTableForTheNextRequestOfTheSameConnection() {
        try (RawClient client = edge.reverse()) {
            for (int round = 0; round < 5; round++) {
                assertThat(client.get("/").bodyText()).isEqualTo("blue");
                publish(green);
                assertThat(client.get("/").bodyText()).isEqualTo("green");
                publish(blue);
            }
        }
        assertThat(edge.awaitRecord(10).routeGeneration())
                .isGreaterThan(edge.records().get(0).routeGeneration());
    }

    @Test
    void failsNoRequestOfALoopWhileTablesChange() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        CompletableFuture<Void> loop = CompletableFuture.runAsync(() -> {
            try (RawClient client = edge.reverse()) {
                while (!enough.get()) {
                    RawResponse response = client.get("/");
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.bodyText()).isIn("blue", "green");
                    served.incrementAndGet();
                }
            }
        });
        for (int round = 0; round < 20; round++) {
            publish(round % 2 == 0 ? green : blue);
            edge.policies("rules: [{name: r" + round + ", then: allow}]");
            edge.awaitPolicies();
        }
        enough.set(true);
        loop.get(10, TimeUnit.SECONDS);
        assertThat(served.get()).isGreaterThan(20);
        assertThat(blue.connections().size() + green.connections().size()).isLessThan(served.get());
    }

    @Test
    void letsADownloadFinishOnTheRouteItBeganOn() {
        Gate gate = new Gate();
        blue.on(
                "/long",
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")
                        .then(Answer.raw("more").behind(gate)));
        try (RawClient client = edge.reverse();
                RawClient other = edge.reverse()) {
            client.send("GET /long HTTP/1.1\r\nHost: t\r\n\r\n");
            gate.awaitArrival();
            publish(green);
            edge.policies("default: block");
            edge.awaitPolicies();
            assertThat(other.get("/").status()).isEqualTo(404);
            gate.open();
            assertThat(client.readResponse().bodyText()).isEqualTo("halfmore");
        }
    }

    @Test
    void keepsATunnelOpenWhenItsRuleGoes() {
        edge.policies(EdgeSetup.loopbackOpen(blue.port()));
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            client.openTunnel(blue.authority());
            assertThat(client.get("/").bodyText()).isEqualTo("blue");
            edge.policies("default: block");
            edge.awaitPolicies();
            assertThat(client.get("/").bodyText()).isEqualTo("blue");
        }
    }

    @Test
    void answers404WhenTheRouteIsGoneAndServesAgainWhenItIsBack() {
        try (RawClient client = edge.reverse()) {
            edge.routes("");
            edge.awaitRoutes();
            assertThat(client.get("/").status()).isEqualTo(404);
            publish(blue);
            assertThat(client.get("/").bodyText()).isEqualTo("blue");
        }
    }

    private void publish(ScriptedOrigin origin) {
        edge.routes(EdgeSetup.routesTo(origin, ""));
        edge.awaitRoutes();
    }
}

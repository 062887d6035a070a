package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody is blamed for time in which the edge itself stood still, and no request without a body for the pace of one. */
@ExtendWith(LeakWatch.class)
class StandstillTest {
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long SOME_SWEEPS_MILLIS = 300;

    /** Takes the request on a connection that was used before, and ends without a word. */
    private static final Answer RACE = (request, connection) -> connection.close();

    /** Completes when deadlines have been looked at again. */
    private static Future<?> standStill(EdgeHarness edge) {
        return edge.service().loops().get(0).onTunnels(here -> {
            long until = System.nanoTime() + STANDSTILL_NANOS;
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            return Vertx.currentContext().owner().timer(SOME_SWEEPS_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    @Test
    void isNotHeldAgainstABodyThatWasSentMeanwhile() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echo());
                EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .limits("{bodyTimeout: 2s, bodyRate: 0B, eventLoops: 1}")
                        .start();
                RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            Eventually.until(
                    "the body is on its way", () -> !origin.connections().isEmpty());

            Future<?> swept = standStill(edge);
            client.send("3\r\ndef\r\n");
            swept.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            client.send("0\r\n\r\n");

            assertThat(client.readResponse().bodyText()).isEqualTo("abcdef");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    /** Its end came with its head, so that nothing of it can be late, and it may be sent twice. */
    @Test
    void repeatsAGetByHttp2OnAFreshConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("hello"));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                FrameClient client = new FrameClient(edge.reverse())) {
            client.ask(1, FrameClient.get("/"));
            assertThat(client.answer(1).type()).isEqualTo(FrameClient.HEADERS);
            edge.awaitRecord(1);
            origin.next(RACE);

            client.ask(3, FrameClient.get("/again"));

            assertThat(client.answer(3).type()).isEqualTo(FrameClient.HEADERS);
            assertThat(edge.awaitRecord(2).status()).isEqualTo(200);
            assertThat(origin.requests()).hasSize(3);
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Requests without end on one connection whose answers nobody reads. */
class PipeliningTest {
    private static final String REQUEST = "GET /x HTTP/1.1\r\nHost: t\r\nA: " + "a".repeat(1000) + "\r\n\r\n";
    private static final long ALL = 60_000L * REQUEST.length();
    /** What the system's buffers of both ends may take. */
    private static final long BUFFERS = 32L << 20;

    private static final int STILL = 20;

    @Test
    void isNotReadAheadOfItsAnswers() throws InterruptedException {
        Gate gate = new Gate();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("x".repeat(1000)))) {
            origin.on("/held", Answer.text("held").behind(gate));
            try (EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                    RawClient client = edge.reverse()) {
                AtomicLong sent = new AtomicLong();
                client.send("GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
                gate.awaitArrival();
                Thread sender = new Thread(() -> flood(client, sent));
                sender.start();
                assertStandsStill(sent);
                assertThat(origin.requests()).hasSize(1);

                gate.open(); // and nobody reads what comes back
                assertStandsStill(sent);
                assertThat(sent.get()).isLessThan(BUFFERS);
                try (RawClient other = edge.reverse()) {
                    assertThat(other.get("/y").status()).isEqualTo(200);
                }
                client.close();
                sender.join();
            }
        }
    }

    private static void flood(RawClient client, AtomicLong sent) {
        try {
            while (sent.get() < ALL) {
                client.send(REQUEST);
                sent.addAndGet(REQUEST.length());
            }
        } catch (UncheckedIOException closed) {
            return;
        }
    }

    /** No byte more from one look to the next, many times in turn. */
    private static void assertStandsStill(AtomicLong sent) {
        AtomicLong last = new AtomicLong(-1);
        AtomicInteger same = new AtomicInteger();
        Eventually.until("the sender stands still", () -> {
            long now = sent.get();
            same.set(now > 0 && now == last.getAndSet(now) ? same.get() + 1 : 0);
            return same.get() >= STILL;
        });
        assertThat(sent.get()).isLessThan(ALL);
    }
}

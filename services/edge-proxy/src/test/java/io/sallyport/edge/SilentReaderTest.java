package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that ask and never read: each costs a bounded amount of memory, for a bounded time. */
@ExtendWith(LeakWatch.class)
class SilentReaderTest {
    /** More than the system's buffers of both sockets take, so that some of it must stay in the edge. */
    private static final int SIZE = 8_000_000;

    private static final Duration SOON = Duration.ofMillis(300);

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("x".repeat(SIZE), "Cache-Control: max-age=600"))
                .on("/uncached", Answer.stream(SIZE))
                .on("/small", Answer.text("small"));
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .limits(new LimitsConfig(null, 1, SOON, null, null, null))
                .upstream(new UpstreamConfig(null, null, SOON, null, null, null))
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void loseAStoredAnswerAndTheirConnection() {
        try (RawClient filler = edge.reverse()) {
            assertThat(filler.get("/").body()).hasSize(SIZE);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);

        assertGivenUp("/");
    }

    @Test
    void loseAnAnswerThatPassesAndTheirConnection() {
        assertGivenUp("/uncached");
    }

    private void assertGivenUp(String path) {
        int before = edge.records().size();
        try (RawClient silent = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
            silent.send("GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(edge.awaitRecord(before + 1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
            assertThat(edge.awaitRecord(before + 1).bytesOut()).isLessThan(SIZE);
            Eventually.until("the edge has let its only connection go", this::isServed);
        }
    }

    private boolean isServed() {
        try (RawClient other = edge.reverse()) {
            return other.get("/small").status() == 200;
        } catch (UncheckedIOException | AssertionError refused) {
            return false;
        }
    }
}

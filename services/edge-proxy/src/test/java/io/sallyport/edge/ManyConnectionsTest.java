package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More connections at once than are taken in from the system's queue in a turn. */
@ExtendWith(LeakWatch.class)
class ManyConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 300;

    /** Accepting pauses while they are on their way to the loops, and goes on. */
    @Test
    void areAllServed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echoHead());
                EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .suite("overload: {queueTime: 10s, interval: 60s}")
                        .start();
                RefusedCrowd crowd =
                        new RefusedCrowd(CONNECTIONS, () -> edge.reverse().timeout(PATIENCE))) {
            crowd.ask();
            assertThat(crowd.size()).isEqualTo(CONNECTIONS);
            assertThat(crowd.refused()).isZero();
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that hold for a time, and blocks that are lifted for a while. */
@ExtendWith(LeakWatch.class)
class RuleTimesTest {
    private static final String OPEN = "  - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}\n";

    private final MovedClock clock = new MovedClock();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge().clock(clock).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void policies(String rules) {
        edge.policies("rules:\n" + rules + OPEN);
        edge.awaitPolicies();
    }

    private int get() {
        try (RawClient client = edge.forward()) {
            return client.get(origin.url("/")).status();
        }
    }

    private void whenItIs(Duration later, int status) {
        clock.advance(later);
        Eventually.until("status " + status, () -> get() == status);
    }

    @Test
    void asksARuleAtItsHoursOnly() {
        DateTimeFormatter minute = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
        Instant now = clock.instant();
        policies("  - {name: hours, then: block, when: {time: [{from: '"
                + minute.format(now.plus(Duration.ofHours(2))) + "', until: '"
                + minute.format(now.plus(Duration.ofHours(4))) + "'}]}}\n");

        assertThat(get()).isEqualTo(200);
        whenItIs(Duration.ofHours(3), 404);
        whenItIs(Duration.ofHours(3), 200);
        whenItIs(Duration.ofHours(21), 404);
    }

    @Test
    void asksARuleWithinItsDatesOnly() {
        Instant now = clock.instant();
        policies("  - {name: dated, then: block, authority: Court of X, valid: {from: '" + now.plus(Duration.ofDays(1))
                + "', until: '" + now.plus(Duration.ofDays(3)) + "'}}\n");

        assertThat(get()).isEqualTo(200);
        whenItIs(Duration.ofDays(2), 404);
        whenItIs(Duration.ofDays(2), 200);
    }

    @Test
    void letsABlockedSiteThroughForAWhile() {
        policies("  - {name: closed, when: {site: [127.0.0.1]}, then: block, status: 403}\n");
        assertThat(get()).isEqualTo(403);
        long now = clock.instant().toEpochMilli();

        edge.unlock(new Unlock("u7", "127.0.0.1", "", "", "127.0.0.1", "", "", false, now, now + 600_000, "homework"));
        Eventually.until("the unlock", () -> get() == 200);
        edge.policies("rules:\n  - {name: closed, then: block, status: 410}\n" + OPEN);
        edge.awaitPolicies();
        assertThat(get()).as("a new policy keeps the unlocks").isEqualTo(200);
        whenItIs(Duration.ofMinutes(10), 410);

        assertThat(edge.records()).anySatisfy(record -> {
            assertThat(record.rule()).isEqualTo("unlock:u7");
            assertThat(record.outcome()).isEqualTo(Outcome.FORWARDED);
        });
    }

    @Test
    void takesAnUnlockBack() {
        policies("  - {name: closed, when: {site: [127.0.0.1]}, then: block, status: 403}\n");
        long now = clock.instant().toEpochMilli();
        edge.unlock(new Unlock("u7", "", "", "closed", "", "", "", false, now, now + 600_000, ""));
        Eventually.until("the unlock", () -> get() == 200);

        edge.unlock();
        Eventually.until("the block", () -> get() == 403);
    }
}

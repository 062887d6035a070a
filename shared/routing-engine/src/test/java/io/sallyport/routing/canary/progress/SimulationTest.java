package io.sallyport.routing.canary.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Share;
import io.sallyport.contract.canary.CanaryState.Phase;
import io.sallyport.contract.route.CanaryDocument.GatesDocument;
import io.sallyport.contract.route.CanaryDocument.StepDocument;
import io.sallyport.routing.canary.progress.Trial.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole runs of canaries with fixed seeds: how often the engine is wrong, and how soon it is right. */
final class SimulationTest {
    private static final Behaviour GOOD = new Behaviour(0.01, 20_000);
    private static final Duration HOLD = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int RUNS = 300;

    private static CanaryPlan plan(double confidence, Optional<Share> errorShare) {
        List<StepDocument> steps =
                List.of(new StepDocument(10, HOLD), new StepDocument(25, HOLD), new StepDocument(50, HOLD));
        return new CanaryPlan(
                "shop",
                "1.6",
                steps,
                new GatesDocument(errorShare, Optional.of(Duration.ofMillis(100)), 50, new Share(confidence)));
    }

    private static int rolledBack(CanaryPlan plan, Behaviour canary, int runs) {
        int count = 0;
        for (int seed = 0; seed < runs; seed++) {
            Trial trial = new Trial(plan, seed, canary, GOOD);
            count += trial.run(LONGEST) == Phase.ROLLED_BACK ? 1 : 0;
        }
        return count;
    }

    /** At most a tenth may go back; twice the deviation of a binomial on top. */
    @Test
    void rollsAnEqualCanaryBackNoMoreOftenThanTheConfidenceAllows() {
        int wrong = rolledBack(plan(0.9, Optional.empty()), GOOD, RUNS);
        assertThat(wrong).isLessThanOrEqualTo((int) (RUNS * 0.1 + 2 * Math.sqrt(RUNS * 0.1 * 0.9)));
        assertThat(rolledBack(plan(0.99, Optional.of(new Share(0.02))), GOOD, RUNS))
                .isLessThanOrEqualTo((int) (RUNS * 0.01 + 2 * Math.sqrt(RUNS * 0.01 * 0.99)));
    }

    @Test
    void promotesEqualCanaries() {
        int promoted = 0;
        for (int seed = 0; seed < 100; seed++) {
            promoted +=
                    new Trial(plan(0.99, Optional.empty()), seed, GOOD, GOOD).run(LONGEST) == Phase.PROMOTED ? 1 : 0;
        }
        assertThat(promoted).isGreaterThanOrEqualTo(98);
    }

    /** Ten errors in a hundred beside one in a hundred: always found, and in the first step. */
    @Test
    void findsACanaryThatFailsSoon() {
        CanaryPlan plan = plan(0.99, Optional.empty());
        long answers = 0;
        for (int seed = 0; seed < 100; seed++) {
            Trial trial = new Trial(plan, seed, new Behaviour(0.1, 20_000), GOOD);
            assertThat(trial.run(LONGEST)).isEqualTo(Phase.ROLLED_BACK);
            assertThat(trial.state().reason()).contains("fails more than the stable side");
            assertThat((double) trial.servedByCanary / trial.served).isLessThan(0.3);
            answers += trial.servedByCanary;
        }
        assertThat(answers / 100).isLessThan(200);
    }

    @Test
    void findsASlowCanaryAndLetsASlightlySlowerOnePass() {
        CanaryPlan plan = plan(0.99, Optional.empty());
        assertThat(rolledBack(plan, new Behaviour(0.01, 32_000), 100)).isEqualTo(100);
        assertThat(rolledBack(plan, new Behaviour(0.01, 22_000), 100)).isLessThanOrEqualTo(3);
        Trial slow = new Trial(plan, 1, new Behaviour(0.01, 32_000), GOOD);
        slow.run(LONGEST);
        assertThat(slow.state().reason()).contains("slower");
    }

    /** Not worse than the stable side, but beyond what the document allows. */
    @Test
    void holdsTheLimitsOfTheDocumentToo() {
        CanaryPlan plan = plan(0.99, Optional.of(new Share(0.002)));
        for (int seed = 0; seed < 50; seed++) {
            assertThat(new Trial(plan, seed, GOOD, GOOD).run(LONGEST)).isNotEqualTo(Phase.PROMOTED);
        }
    }
}

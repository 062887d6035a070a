package io.sallyport.routing.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.routing.circuit.CircuitState.Phase;
import io.sallyport.routing.circuit.Ejection.Change;
import io.sallyport.routing.circuit.Ejection.Step;
import io.sallyport.routing.engine.EjectionRules;
import org.junit.jupiter.api.Test;

class SuspectedTest {
    private static final long SECOND = 1_000_000_000L;
    private static final EjectionRules RULES = new EjectionRules(5, 2, 20, 10 * SECOND, 10 * SECOND, 300 * SECOND, 0.5);
    private static final long NOW = 1000 * SECOND;

    @Test
    void theNextRequestIsATrial() {
        Step step = Ejection.suspected(CircuitState.FRESH, true, NOW);

        assertThat(step.change()).isEqualTo(Change.SUSPECTED);
        assertThat(step.state().phase()).isEqualTo(Phase.OUT);
        assertThat(step.state().isDue(NOW)).isTrue();
    }

    @Test
    void itsSuccessOverridesWhatOthersSay() {
        CircuitState trial = Ejection.onTrial(
                Ejection.suspected(CircuitState.FRESH, true, NOW).state(), NOW);

        CircuitState after = Ejection.trialSucceeded(trial, NOW).state();

        assertThat(after.isIn()).isTrue();
        assertThat(after.ejections()).isZero();
        assertThat(after.cameBack()).as("nothing to come back from slowly").isFalse();
    }

    @Test
    void itsFailureEjectsForTheUsualTime() {
        CircuitState trial = Ejection.onTrial(
                Ejection.suspected(CircuitState.FRESH, true, NOW).state(), NOW);

        CircuitState after = Ejection.trialFailed(trial, RULES, NOW).state();

        assertThat(after.phase()).isEqualTo(Phase.OUT);
        assertThat(after.untilNanos()).isEqualTo(NOW + 10 * SECOND);
    }

    @Test
    void changesNothingWithoutRoomNorWhatIsOutAlready() {
        CircuitState out = Ejection.suspected(CircuitState.FRESH, true, NOW).state();

        assertThat(Ejection.suspected(CircuitState.FRESH, false, NOW))
                .isEqualTo(new Step(CircuitState.FRESH, Change.NONE));
        assertThat(Ejection.suspected(out, true, NOW + 1)).isEqualTo(new Step(out, Change.NONE));
    }
}

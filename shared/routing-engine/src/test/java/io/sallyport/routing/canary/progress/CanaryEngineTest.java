package io.sallyport.routing.canary.progress;

import static io.sallyport.routing.canary.progress.Trial.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.canary.CanaryEvent;
import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.CanaryState.Phase;
import io.sallyport.contract.canary.LatencyScale;
import io.sallyport.contract.canary.SideFigures;
import io.sallyport.contract.route.CanaryDocument.GatesDocument;
import io.sallyport.contract.route.CanaryDocument.StepDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CanaryEngineTest {
    private static final Seen NOTHING = new Seen(CanaryFigures.none("shop"), true);

    private static CanaryPlan plan(String version, Object... weightsAndHolds) {
        List<StepDocument> steps = new ArrayList<>();
        for (int i = 0; i < weightsAndHolds.length; i += 2) {
            steps.add(new StepDocument(
                    (Integer) weightsAndHolds[i], Duration.ofSeconds((Integer) weightsAndHolds[i + 1])));
        }
        return new CanaryPlan(
                "shop", version, steps, new GatesDocument(null, Optional.of(Duration.ofSeconds(1)), 100, null));
    }

    private static final CanaryPlan PLAN = plan("1.6", 5, 60, 25, 60);

    private static SideFigures side(long count, long errors, long micros) {
        List<Long> latency = new ArrayList<>(Collections.nCopies(LatencyScale.RANGES, 0L));
        latency.set(LatencyScale.range(micros), count);
        return new SideFigures(count, errors, latency);
    }

    private static Seen seen(long canary, long canaryErrors, long stable, long stableErrors) {
        return new Seen(
                new CanaryFigures("shop", side(canary, canaryErrors, 10_000), side(stable, stableErrors, 10_000)),
                true);
    }

    private static final Seen SOUND = seen(200, 1, 3800, 19);

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static CanaryState started() {
        return CanaryEngine.reconcile(PLAN, null, START);
    }

    @Test
    void holdsEachStepAndThenServesEverybody() {
        CanaryState first = started();
        assertThat(first.weight()).isEqualTo(5);

        Ruling early = CanaryEngine.next(PLAN, first, SOUND, at(59));
        assertThat(early).isInstanceOf(Ruling.Holds.class);
        assertThat(((Ruling.Holds) early).remaining()).isEqualTo(Duration.ofSeconds(1));

        Ruling second = CanaryEngine.next(PLAN, early.state(), SOUND, at(60));
        assertThat(second).isInstanceOf(Ruling.Advances.class);
        assertThat(second.state().weight()).isEqualTo(25);
        assertThat(second.state().weightSince()).isEqualTo(at(60));

        Ruling last = CanaryEngine.next(PLAN, second.state(), SOUND, at(120));
        assertThat(last).isInstanceOf(Ruling.IsPromoted.class);
        assertThat(last.state().weight()).isEqualTo(100);
        assertThat(CanaryEngine.next(PLAN, last.state(), seen(100, 100, 100, 0), at(121)))
                .isInstanceOf(Ruling.Rests.class);
        assertThat(last.state().history())
                .extracting(CanaryEvent::action)
                .containsExactly("start", "advance", "promote");
    }

    @Test
    void waitsForTheSampleForAllFiguresAndForDoubtToGo() {
        CanaryState state = started();
        assertThat(CanaryEngine.next(PLAN, state, seen(99, 0, 1900, 0), at(600)).reason())
                .isEqualTo("waits for answers of the canary: 99 of 100");
        assertThat(CanaryEngine.next(PLAN, state, new Seen(SOUND.figures(), false), at(600))
                        .reason())
                .isEqualTo("waits for figures: not every log-collector has answered");
        SideFigures tail = side(100, 0, 10_000).plus(side(2, 0, 2_000_000));
        Ruling doubtful = CanaryEngine.next(
                PLAN, state, new Seen(new CanaryFigures("shop", tail, side(1900, 0, 10_000)), true), at(600));
        assertThat(doubtful).isInstanceOf(Ruling.Waits.class);
        assertThat(doubtful.reason())
                .isEqualTo("waits: p99 above 1000ms, but not surely: 2 of 102 answers of the canary were slower");
    }

    @Test
    void goesBackByWhatIsSeenEvenWhenSomeFiguresAreMissing() {
        Seen bad = new Seen(seen(100, 12, 1900, 4).figures(), false);
        Ruling ruling = CanaryEngine.next(PLAN, started(), bad, at(5));
        assertThat(ruling).isInstanceOf(Ruling.IsRolledBack.class);
        assertThat(ruling.state().weight()).isZero();
        assertThat(ruling.reason())
                .isEqualTo("fails more than the stable side: canary 12 of 100 failed (12.00%), stable 4 of 1900 failed"
                        + " (0.2105%)");
    }

    @Test
    void doesNotJudgeBelowTheSample() {
        assertThat(CanaryEngine.next(PLAN, started(), seen(99, 99, 1900, 0), at(5)))
                .isInstanceOf(Ruling.Holds.class);
    }

    @Test
    void looksAgainWhenTheSampleHasGrownByAQuarter() {
        Ruling first = CanaryEngine.next(PLAN, started(), seen(100, 0, 1900, 0), at(5));
        assertThat(first.state().looks()).isEqualTo(1);
        assertThat(first.state().nextLook()).isEqualTo(125);
        Ruling between = CanaryEngine.next(PLAN, first.state(), seen(124, 0, 1900, 0), at(6));
        assertThat(between.state()).isSameAs(first.state());
        assertThat(CanaryEngine.next(PLAN, between.state(), seen(125, 0, 1900, 0), at(7))
                        .state()
                        .looks())
                .isEqualTo(2);
        double all = 0;
        for (int look = 1; look < 100_000; look++) {
            all += Gates.risk(0.99, look);
        }
        assertThat(all).isLessThanOrEqualTo(0.01);
    }

    @Test
    void goesBackWhenMoreThanAHundredthIsSurelyBeyondThePercentile() {
        SideFigures tail = side(90, 0, 10_000).plus(side(10, 0, 2_000_000));
        Ruling ruling = CanaryEngine.next(
                PLAN, started(), new Seen(new CanaryFigures("shop", tail, side(1900, 0, 10_000)), true), at(5));
        assertThat(ruling.reason()).isEqualTo("p99 above 1000ms: 10 of 100 answers of the canary were slower");
    }

    @Test
    void passesADarkStepByTimeAlone() {
        CanaryPlan dark = plan("1.6", 0, 60, 5, 60);
        Ruling ruling = CanaryEngine.next(dark, CanaryEngine.reconcile(dark, null, START), NOTHING, at(60));
        assertThat(ruling.state().weight()).isEqualTo(5);
    }

    @Test
    void goesOnWhereItWasAfterItWasAway() {
        CanaryState kept = CanaryEngine.reconcile(PLAN, started(), at(40));
        assertThat(CanaryEngine.next(PLAN, kept, SOUND, at(59))).isInstanceOf(Ruling.Holds.class);
        assertThat(CanaryEngine.next(PLAN, kept, SOUND, at(60))).isInstanceOf(Ruling.Advances.class);
    }

    @Test
    void beginsAnewWithOtherStepsOrAnotherVersionOnly() {
        CanaryState state = started();
        CanaryState otherSteps = CanaryEngine.reconcile(plan("1.6", 10, 60), state, at(5));
        assertThat(otherSteps.weight()).isEqualTo(10);
        assertThat(otherSteps.history()).hasSize(2);

        CanaryState back = done(PLAN, state, new CanaryCommand.RollBack(), at(6));
        assertThat(CanaryEngine.reconcile(plan("1.6", 10, 60), back, at(7))).isSameAs(back);
        CanaryState promoted = done(PLAN, state, new CanaryCommand.Promote(), at(6));
        assertThat(CanaryEngine.reconcile(plan("1.6", 10, 60), promoted, at(7))).isSameAs(promoted);

        CanaryState next = CanaryEngine.reconcile(plan("1.7", 5, 60), back, at(8));
        assertThat(next.phase()).isEqualTo(Phase.RUNNING);
        assertThat(next.reason()).isEqualTo("a new version: 1.7 after 1.6");
        assertThat(next.revision()).isGreaterThan(back.revision());
    }

    private static CanaryState done(CanaryPlan plan, CanaryState state, CanaryCommand command, Instant now) {
        return ((Commanded.Done) Commands.apply(plan, state, command, "note", now)).state();
    }

    @Test
    void doesNotCountTheTimeInWhichItIsFrozen() {
        CanaryState frozen = done(PLAN, started(), new CanaryCommand.Freeze(), at(50));
        assertThat(CanaryEngine.next(PLAN, frozen, SOUND, at(500))).isInstanceOf(Ruling.Holds.class);
        assertThat(done(PLAN, frozen, new CanaryCommand.Freeze(), at(500))).isSameAs(frozen);

        CanaryState resumed = done(PLAN, frozen, new CanaryCommand.Resume(), at(500));
        assertThat(CanaryEngine.next(PLAN, resumed, SOUND, at(509))).isInstanceOf(Ruling.Holds.class);
        assertThat(CanaryEngine.next(PLAN, resumed, SOUND, at(510))).isInstanceOf(Ruling.Advances.class);
        assertThat(resumed.weightSince()).isEqualTo(START);
    }

    @Test
    void rollsAFrozenCanaryBackWhenItTurnsBad() {
        CanaryState frozen = done(PLAN, started(), new CanaryCommand.Freeze(), at(50));
        assertThat(CanaryEngine.next(PLAN, frozen, seen(100, 50, 1900, 0), at(51)))
                .isInstanceOf(Ruling.IsRolledBack.class);
    }

    @Test
    void takesAWeightAndAStepOfTheOperators() {
        CanaryState byHand = done(PLAN, started(), new CanaryCommand.SetWeight(40), at(5));
        assertThat(byHand.phase()).isEqualTo(Phase.FROZEN);
        assertThat(byHand.weight()).isEqualTo(40);
        assertThat(byHand.weightSince()).isEqualTo(at(5));
        CanaryState resumed = done(PLAN, byHand, new CanaryCommand.Resume(), at(9));
        assertThat(resumed.weight()).isEqualTo(5);
        assertThat(resumed.weightSince()).isEqualTo(at(9));

        CanaryState second = done(PLAN, resumed, new CanaryCommand.SetStep(1), at(10));
        assertThat(second.weight()).isEqualTo(25);
        assertThat(done(PLAN, second, new CanaryCommand.SetStep(1), at(11))).isSameAs(second);
        assertThat(Commands.apply(PLAN, second, new CanaryCommand.SetStep(2), "", at(11)))
                .isEqualTo(new Commanded.Refused("found step 3, allowed: 1 to 2"));
    }

    @Test
    void refusesToGoOnWithWhatIsOver() {
        CanaryState back = done(PLAN, started(), new CanaryCommand.RollBack(), at(5));
        for (CanaryCommand command : List.of(new CanaryCommand.Freeze(), new CanaryCommand.Resume())) {
            assertThat(Commands.apply(PLAN, back, command, "", at(6))).isInstanceOf(Commanded.Refused.class);
        }
        assertThat(done(PLAN, back, new CanaryCommand.RollBack(), at(6))).isSameAs(back);
        CanaryState again = done(PLAN, back, new CanaryCommand.Restart(), at(7));
        assertThat(again.phase()).isEqualTo(Phase.RUNNING);
        assertThat(again.weight()).isEqualTo(5);
        assertThat(again.looks()).isZero();
    }

    @Test
    void keepsABoundedHistory() {
        CanaryState state = started();
        for (int i = 0; i < 300; i++) {
            state = done(PLAN, state, new CanaryCommand.SetWeight(1 + i % 50), at(i));
        }
        assertThat(state.history()).hasSize(100);
    }

    @Test
    void saysWhatAnOperatorDidWithoutANote() {
        assertThat(nowAfter(new CanaryCommand.SetWeight(40), " ")).isEqualTo("frozen: an operator set the weight");
        assertThat(nowAfter(new CanaryCommand.Freeze(), "")).isEqualTo("frozen: by an operator");
        assertThat(nowAfter(new CanaryCommand.Promote(), "")).isEqualTo("promoted by an operator");
        assertThat(nowAfter(new CanaryCommand.RollBack(), "")).isEqualTo("rolled back by an operator");
        assertThat(nowAfter(new CanaryCommand.SetWeight(40), "wait for Ann")).isEqualTo("frozen: wait for Ann");
    }

    private static String nowAfter(CanaryCommand command, String note) {
        Commanded.Done done = (Commanded.Done) Commands.apply(PLAN, started(), command, note, at(1));
        return CanaryEngine.next(PLAN, done.state(), NOTHING, at(2)).reason();
    }
}

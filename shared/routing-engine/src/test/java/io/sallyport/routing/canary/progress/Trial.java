package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.LatencyScale;
import io.sallyport.contract.canary.SideFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A canary under simulated traffic: 40 requests a second, judged every second. */
final class Trial {
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final int REQUESTS_PER_SECOND = 40;

    /** How one side behaves: the share that fails, and the median time; times are spread by a factor of 1.6. */
    record Behaviour(double errors, double medianMicros) {}

    private final CanaryPlan plan;
    private final Random random;
    private final Behaviour canary;
    private final Behaviour stable;
    private CanaryState state;
    private SideFigures canaryFigures = SideFigures.NONE;
    private SideFigures stableFigures = SideFigures.NONE;
    private int seconds;
    long served;
    long servedByCanary;

    Trial(CanaryPlan plan, long seed, Behaviour canary, Behaviour stable) {
        this.plan = plan;
        this.random = new Random(seed);
        this.canary = canary;
        this.stable = stable;
        this.state = CanaryEngine.reconcile(plan, null, START);
    }

    /** Runs until the canary is over, or so long. */
    CanaryState.Phase run(Duration longest) {
        while (state.phase() == CanaryState.Phase.RUNNING && seconds < longest.toSeconds()) {
            second();
        }
        return state.phase();
    }

    private void second() {
        seconds++;
        List<Behaviour> requests = new ArrayList<>();
        int onCanary = 0;
        for (int i = 0; i < REQUESTS_PER_SECOND; i++) {
            boolean drawn = random.nextInt(100) < state.weight();
            onCanary += drawn ? 1 : 0;
            requests.add(drawn ? canary : stable);
        }
        served += REQUESTS_PER_SECOND;
        servedByCanary += onCanary;
        canaryFigures = canaryFigures.plus(figures(canary, onCanary));
        stableFigures = stableFigures.plus(figures(stable, REQUESTS_PER_SECOND - onCanary));
        Seen seen = new Seen(new CanaryFigures(plan.route(), canaryFigures, stableFigures), true);
        Ruling ruling = CanaryEngine.next(plan, state, seen, START.plusSeconds(seconds));
        if (!ruling.state().weightSince().equals(state.weightSince())) {
            canaryFigures = SideFigures.NONE;
            stableFigures = SideFigures.NONE;
        }
        state = ruling.state();
    }

    private SideFigures figures(Behaviour behaviour, int count) {
        long errors = 0;
        long[] latency = new long[LatencyScale.RANGES];
        for (int i = 0; i < count; i++) {
            errors += random.nextDouble() < behaviour.errors() ? 1 : 0;
            latency[LatencyScale.range((long) (behaviour.medianMicros() * Math.exp(0.47 * random.nextGaussian())))]++;
        }
        return new SideFigures(count, errors, Arrays.stream(latency).boxed().toList());
    }

    CanaryState state() {
        return state;
    }

    int seconds() {
        return seconds;
    }
}

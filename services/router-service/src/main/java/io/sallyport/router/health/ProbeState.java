package io.sallyport.router.health;

import io.sallyport.contract.health.EndpointHealth.State;
import java.time.Instant;

/**
 * How the results of one endpoint's probes add up. It changes sides only after {@code rise} successes or {@code fall}
 * failures in a row, so that one lost packet moves no traffic.
 *
 * @param state     where it stands
 * @param successes in a row, up to the last result
 * @param failures  in a row, up to the last result; one of the two is 0
 * @param since     when it came to stand there
 */
record ProbeState(State state, int successes, int failures, Instant since) {
    /** Beyond the largest threshold there is, counting on means nothing. */
    private static final int ENOUGH = 1000;

    static ProbeState unknown(Instant now) {
        return of(State.UNKNOWN, now);
    }

    /** Takes over where another instance, or a former run, left off. */
    static ProbeState of(State state, Instant since) {
        return new ProbeState(state, 0, 0, since);
    }

    ProbeState after(boolean success, int rise, int fall, Instant now) {
        int good = success ? Math.min(ENOUGH, successes + 1) : 0;
        int bad = success ? 0 : Math.min(ENOUGH, failures + 1);
        State next = good >= rise ? State.HEALTHY : bad >= fall ? State.UNHEALTHY : state;
        return new ProbeState(next, good, bad, next == state ? since : now);
    }
}

package io.sallyport.contract.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far the canary of one route has got. Lies in the store, so that it goes on after a restart where it was; edges
 * draw by its weight.
 *
 * @param route         name of the route
 * @param version       version or range on trial, as in the document
 * @param plan          the steps in one text, such as {@code 5%/PT5M 25%/PT10M}; another text is another plan
 * @param phase         where it stands
 * @param step          number of the step, from 0
 * @param weight        percent of the traffic that it gets now, 0 to 100
 * @param startedAt     when the first step began
 * @param weightSince   when it got this weight; figures count from here
 * @param held          how long this step had been held up to {@code runningSince}; time in which it is frozen does not
 *     count
 * @param runningSince  from when on the hold counts beyond {@code held}
 * @param looks         how often its figures have been judged; each further look must be surer
 * @param nextLook      canary answers of this weight at which they are judged next
 * @param reason        why it stands there, in words
 * @param revision      rises with every change
 * @param history       the last changes, oldest first
 */
public record CanaryState(
        String route,
        String version,
        String plan,
        Phase phase,
        int step,
        int weight,
        Instant startedAt,
        Instant weightSince,
        Duration held,
        Instant runningSince,
        int looks,
        long nextLook,
        String reason,
        long revision,
        List<CanaryEvent> history) {

    /** Where a canary stands. */
    public enum Phase {
        /** Goes through its steps by itself. */
        RUNNING,
        /** Keeps its weight until somebody says otherwise; bad figures still roll it back. */
        FROZEN,
        /** Serves everybody. */
        PROMOTED,
        /** Serves nobody until its version changes or somebody starts it anew. */
        ROLLED_BACK
    }

    public CanaryState {
        history = List.copyOf(history);
    }
}

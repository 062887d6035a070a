package io.sallyport.logs.record;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;

/**
 * An access record and where it came from.
 *
 * @param edge instance id of the edge that wrote it
 */
public record KeptRecord(String edge, AccessRecord access) {
    /** End of the exchange, microseconds since 1970. */
    public long endedAtMicros() {
        return access.startedAtMicros() + access.totalMicros();
    }

    /** Whether nobody waited for it: a copy of a request, or a validation behind a client's back. */
    public boolean isCopy() {
        return access.track().equals("shadow") || access.track().equals("background");
    }

    /** Whether it is of a tunnel that goes on; the record of its end has all that this one has. */
    public boolean isProgress() {
        return access.kind() == AccessRecord.Kind.PROGRESS;
    }

    /** Whether it counts as an error: a 5xx answer, or a failure that is not the client's doing. */
    public boolean isError() {
        Outcome outcome = access.outcome();
        return access.status() >= 500
                || (outcome.group() == Outcome.Group.FAILED && outcome.side() != Outcome.Side.DOWNSTREAM);
    }
}

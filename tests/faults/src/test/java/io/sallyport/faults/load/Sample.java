package io.sallyport.faults.load;

/**
 * One request and what came of it.
 *
 * @param startNanos when it was to be sent, on the clock of {@link System#nanoTime}
 * @param edge       that it was sent to last
 * @param sendings   how often it was sent: each may have a record
 * @param target     of a POST, whose server counts it
 * @param result     what the client had of it
 * @param detail     why; empty for {@link Result#RIGHT}
 */
public record Sample(
        long startNanos,
        long endNanos,
        Kind kind,
        int edge,
        int sendings,
        String target,
        Result result,
        String detail) {
    /** What the client had of a request. */
    public enum Result {
        RIGHT,
        /** No answer, or one that says that there is none. */
        FAILED,
        /** An answer that is older than it may be. */
        STALE,
        /** An answer that is not the one that belongs to the request, or that a rule forbids. */
        WRONG
    }

    public long nanos() {
        return endNanos - startNanos;
    }

    public boolean isRight() {
        return result == Result.RIGHT;
    }
}

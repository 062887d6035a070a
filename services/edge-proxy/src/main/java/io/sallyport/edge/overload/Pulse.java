package io.sallyport.edge.overload;

/**
 * How an event loop has fared since the pulse before.
 *
 * @param waitedNanos by how much the pulse was later than it should be: what any event has to wait for its turn
 * @param sinceNanos  since the pulse before
 * @param workedNanos of them that the loop's thread has worked
 * @param crowd       how much was taken of the room in which requests wait for a connection to a server, 0 to 1
 */
public record Pulse(long waitedNanos, long sinceNanos, long workedNanos, double crowd) {
    private static final double BUSY = 0.9;
    private static final int BEHIND = 8;
    /** A room that is full by four fifths counts as the whole target: nobody should find it full because of the loop. */
    private static final double WEIGHT = 1.25;

    /**
     * What a request has to wait for the loop. Where it is behind, those that wait for a connection do so because of the loop, and so will
     * whoever comes now; where it is not, they wait for a server, which is not the loop's business.
     */
    long queueNanos(long targetNanos) {
        boolean behind = waitedNanos > targetNanos / BEHIND || workedNanos > sinceNanos * BUSY;
        return behind ? waitedNanos + (long) (crowd * WEIGHT * targetNanos) : waitedNanos;
    }
}

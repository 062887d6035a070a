package io.sallyport.edge.overload;

/**
 * How much of the room is taken in which requests of one event loop wait for a connection to a server. When the loop is behind
 * it is the loop that they wait for: it has not got round to the answers on the connections that are in use. Owner: the loop's thread.
 */
public final class PoolCrowd {
    private double most;

    /**
     * A request has to wait, or finds no room.
     *
     * @param waiting how many wait for a connection to the same server
     * @param room    how many may
     */
    public void note(int waiting, int room) {
        if (room > 0) {
            most = Math.max(most, waiting / (double) room);
        }
    }

    /** The most that has been taken of any such room since the last call, 0 to 1; 0 if nobody had to wait. */
    public double take() {
        double last = most;
        most = 0;
        return last;
    }
}

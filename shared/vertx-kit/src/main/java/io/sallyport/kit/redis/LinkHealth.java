package io.sallyport.kit.redis;

/**
 * What is to be told of a server. A trouble of the connection is over with the next answer. What the server refuses, such as
 * writes when it is full, is told for {@link #TOLD_NANOS} after it was last heard, because other calls go on. Written by the
 * link's context, read by any thread.
 */
final class LinkHealth {
    static final long TOLD_NANOS = 10_000_000_000L;

    private static final long CALM_NANOS = 1_000_000_000L;

    private record Told(String sentence, long at) {}

    private volatile String connection = "not connected yet";
    private volatile Told refusal = new Told("", 0);
    private boolean tried;
    private long wellSince;
    private boolean wasWell;

    void failed(Trouble trouble, String sentence, long now) {
        if (trouble.isOfConnection()) {
            wasWell |= connection.isEmpty();
            connection = sentence;
        } else {
            refusal = new Told(sentence, now);
        }
    }

    void answered(long now) {
        if (!connection.isEmpty()) {
            connection = "";
            wellSince = now;
        }
    }

    /** Whether it had been well for a while, or never tried, before what has just failed; asked once for each failure. */
    boolean isCalm(long now) {
        boolean calm = !tried || (wasWell && now - wellSince > CALM_NANOS);
        tried = true;
        wasWell = false;
        return calm;
    }

    String problem(long now) {
        String ofConnection = connection;
        Told told = refusal;
        if (!ofConnection.isEmpty()) {
            return ofConnection;
        }
        return now - told.at() < TOLD_NANOS ? told.sentence() : "";
    }
}

package io.sallyport.cache.engine.stored;

/**
 * When an exchange with the origin took place, by our clock.
 *
 * @param requestMillis  when the request left us, milliseconds since 1970
 * @param responseMillis when the response's head had arrived
 * @param sequence       of the last purge that had been carried out when the request left us, as a {@code PurgeTable}
 *                       counts; 0: before every purge
 */
public record Timing(long requestMillis, long responseMillis, long sequence) {
    public Timing {
        if (requestMillis < 0) {
            throw new IllegalArgumentException("requestMillis: found " + requestMillis + ", allowed: 0 or more");
        }
        // A clock set back in between must not make the response younger than it is.
        responseMillis = Math.max(requestMillis, responseMillis);
    }

    /** Before every purge. */
    public Timing(long requestMillis, long responseMillis) {
        this(requestMillis, responseMillis, 0);
    }

    /** The same with another sequence. */
    public Timing asOf(long otherSequence) {
        return new Timing(requestMillis, responseMillis, otherSequence);
    }

    long delayMillis() {
        return responseMillis - requestMillis;
    }
}

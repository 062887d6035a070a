package io.sallyport.cache.engine.stored;

/**
 * When an exchange with the origin took place, by our clock.
 *
 * @param requestMillis  when the request left us, milliseconds since 1970
 * @param responseMillis when the response's head had arrived
 */
public record Timing(long requestMillis, long responseMillis) {
    public Timing {
        if (requestMillis < 0) {
            throw new IllegalArgumentException("requestMillis: found " + requestMillis + ", allowed: 0 or more");
        }
        // A clock set back in between must not make the response younger than it is.
        responseMillis = Math.max(requestMillis, responseMillis);
    }

    long delayMillis() {
        return responseMillis - requestMillis;
    }
}

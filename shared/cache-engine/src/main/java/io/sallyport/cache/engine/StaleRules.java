package io.sallyport.cache.engine;

/**
 * How long a stale response may be used where it does not say so itself (<a
 * href="https://datatracker.ietf.org/doc/html/rfc5861">RFC 5861</a>).
 *
 * @param whileRevalidateSeconds while it is validated behind the client's back
 * @param ifErrorSeconds         when the origin fails
 */
public record StaleRules(long whileRevalidateSeconds, long ifErrorSeconds) {
    /** Only where the response allows it. */
    public static final StaleRules NONE = new StaleRules(0, 0);
}

package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * How long a stale answer may be used where the server says nothing of it (<a
 * href="https://datatracker.ietf.org/doc/html/rfc5861">RFC 5861</a>). What the server says always wins, and an answer
 * that must be validated is never used stale.
 *
 * @param whileRevalidate while it is validated behind the client's back
 * @param ifError         when the server fails or cannot be reached
 */
public record StaleDocument(Duration whileRevalidate, Duration ifError) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Only when the server allows it. */
    public static final StaleDocument NONE = new StaleDocument(null, null);

    public StaleDocument {
        whileRevalidate =
                Require.atMost(whileRevalidate == null ? Duration.ZERO : whileRevalidate, LONGEST, "whileRevalidate");
        ifError = Require.atMost(ifError == null ? Duration.ZERO : ifError, LONGEST, "ifError");
    }
}

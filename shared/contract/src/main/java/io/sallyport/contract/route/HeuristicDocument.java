package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import io.sallyport.contract.Share;
import java.time.Duration;

/**
 * Lifetimes of answers that state none but say when they were changed (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.2.2">RFC 9111 section 4.2.2</a>).
 *
 * @param share  part of the time since the last change; 0: no such lifetime
 * @param max    the longest one
 * @param errors the longest one of an answer with a status from 400 on
 */
public record HeuristicDocument(Share share, Duration max, Duration errors) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** A tenth, as the standard suggests. */
    public static final HeuristicDocument USUAL = new HeuristicDocument(null, null, null);

    public HeuristicDocument {
        share = share == null ? new Share(0.1) : share;
        max = Require.atMost(max == null ? Duration.ofDays(1) : max, LONGEST, "max");
        errors = Require.atMost(errors == null ? Duration.ofMinutes(1) : errors, LONGEST, "errors");
    }
}

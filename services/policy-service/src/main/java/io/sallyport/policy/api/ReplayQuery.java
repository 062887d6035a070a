package io.sallyport.policy.api;

import io.sallyport.policy.records.RecordQuery;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * What a replay is asked for.
 *
 * @param examples of each group
 * @param streamed whether the caller wants to hear of the progress, and can wait longer for it
 */
record ReplayQuery(RecordQuery records, int examples, boolean streamed) {
    private static final int EXAMPLES = 5;
    private static final int EXAMPLES_MAX = 100;
    private static final int LAST_MAX = 100_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_OF_STREAMS = Duration.ofMinutes(5);

    /** IllegalArgumentException in words for the caller. */
    static ReplayQuery of(HttpServerRequest request, Instant now) {
        String since = request.getParam("since");
        String until = request.getParam("until");
        RecordQuery records = new RecordQuery(
                since == null ? Long.MIN_VALUE : MomentText.micros(MomentText.parse("since", since, now)),
                until == null ? Long.MAX_VALUE : MomentText.micros(MomentText.parse("until", until, now)),
                number(request, "last", 0, LAST_MAX),
                false);
        String accepted = request.getHeader("Accept");
        return new ReplayQuery(
                records,
                number(request, "examples", EXAMPLES, EXAMPLES_MAX),
                accepted != null && accepted.contains("application/x-ndjson"));
    }

    private static int number(HttpServerRequest request, String key, int otherwise, int max) {
        String text = request.getParam(key);
        try {
            int number = text == null ? otherwise : Integer.parseInt(text);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below like a number out of range
        }
        throw new IllegalArgumentException(key + ": found \"" + text + "\", allowed: 0 to " + max);
    }

    Duration patience() {
        return streamed ? PATIENCE_OF_STREAMS : PATIENCE;
    }
}

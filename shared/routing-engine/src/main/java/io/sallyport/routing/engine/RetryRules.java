package io.sallyport.routing.engine;

import io.sallyport.contract.route.RetryDocument;
import java.time.Duration;
import java.util.Set;

/**
 * When a request is sent once more.
 *
 * @param attempts tries in all, the first included
 * @param tryNanos time of one try to the answer's head; 0: the route's
 * @param statuses statuses that count as a failed try
 * @param budget   most that repeats may add to the requests of the cluster
 */
public record RetryRules(int attempts, long tryNanos, Set<Integer> statuses, double budget) {
    /** What holds without a word in the document. */
    public static final RetryRules USUAL = of(new RetryDocument(null, null, null, null));

    public RetryRules {
        statuses = Set.copyOf(statuses);
    }

    static RetryRules of(RetryDocument document) {
        return new RetryRules(
                document.attempts(),
                document.tryTimeout().map(Duration::toNanos).orElse(0L),
                Set.copyOf(document.status()),
                document.budget().value());
    }

    /** Whether an answer of this status counts as a failed try. */
    public boolean repeats(int status) {
        return !statuses.isEmpty() && statuses.contains(status);
    }
}

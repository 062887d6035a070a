package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import io.sallyport.contract.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a request is sent once more. Only what was not sent yet, or an idempotent request without a body, is repeated.
 *
 * @param attempts   tries in all, the first included; 1 switches repeats off
 * @param tryTimeout time of one try to the answer's head; absent: the route's
 * @param status     statuses that count as a failed try; none by default
 * @param budget     most that repeats may add to the requests of the cluster, over ten seconds
 */
public record RetryDocument(Integer attempts, Optional<Duration> tryTimeout, List<Integer> status, Share budget) {
    public RetryDocument {
        attempts = Require.range(attempts == null ? 3 : attempts, 1, 10, "attempts");
        tryTimeout = tryTimeout == null ? Optional.empty() : tryTimeout;
        tryTimeout.ifPresent(timeout -> Require.positive(timeout, "tryTimeout"));
        status = status == null ? List.of() : List.copyOf(status);
        budget = budget == null ? new Share(0.2) : budget;
    }
}

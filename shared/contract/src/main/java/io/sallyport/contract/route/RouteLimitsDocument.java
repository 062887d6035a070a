package io.sallyport.contract.route;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.util.List;
import java.util.Optional;

/**
 * What a request of a route may be like.
 *
 * @param body     largest body; absent: any
 * @param headers  most fields; absent: the suite's
 * @param method   methods served, others get 405 with {@code Allow}; none: every method
 * @param requests most requests under way at a time, for each edge; absent: any number
 */
public record RouteLimitsDocument(
        Optional<ByteSize> body, Optional<Integer> headers, List<String> method, Optional<Integer> requests) {
    public RouteLimitsDocument {
        body = body == null ? Optional.empty() : body;
        headers = headers == null ? Optional.empty() : headers;
        headers.ifPresent(count -> Require.range(count, 1, 1000, "headers"));
        method = method == null ? List.of() : List.copyOf(method);
        requests = requests == null ? Optional.empty() : requests;
        requests.ifPresent(count -> Require.range(count, 1, 1_000_000, "requests"));
    }
}

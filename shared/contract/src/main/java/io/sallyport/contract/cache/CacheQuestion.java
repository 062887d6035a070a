package io.sallyport.contract.cache;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An edge asks the instance of cache-service that keeps a key for a response; answered with a {@link CacheAnswer}.
 *
 * @param key     the key's bytes, as the cache engine writes them; never changed
 * @param request the request's fields, name and value in turn, for choosing among variants
 * @param edge    who asks
 * @param waiting milliseconds that the edge would wait for another edge's fetch; 0: it wants neither to wait nor to fetch
 *                for others
 */
public record CacheQuestion(byte[] key, List<String> request, String edge, long waiting) {
    public CacheQuestion {
        Objects.requireNonNull(key);
        request = List.copyOf(request);
        Objects.requireNonNull(edge);
        if (request.size() % 2 != 0) {
            throw new IllegalArgumentException("request: found " + request.size() + " texts, allowed: an even number");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheQuestion that
                && Arrays.equals(key, that.key)
                && request.equals(that.request)
                && edge.equals(that.edge)
                && waiting == that.waiting;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }
}

package io.sallyport.contract.route;

import io.sallyport.contract.settings.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * Match conditions plus where to send.
 *
 * @param cluster     name of a cluster in the same document
 * @param versions    how a version is chosen; absent: any endpoint of the cluster
 * @param cache       whether answers may be kept; absent: not
 * @param headTimeout time for the origin's head; absent: the suite's
 */
public record RouteDocument(
        String name,
        MatchDocument match,
        String cluster,
        Optional<VersionsDocument> versions,
        CacheRuleDocument cache,
        Optional<Duration> headTimeout) {

    /**
     * What a request must look like.
     *
     * @param host {@code *}, an exact name, or {@code *.name} for any name below it
     * @param path prefix by whole segments; {@code /} matches everything
     */
    public record MatchDocument(String host, String path) {
        public MatchDocument {
            host = host == null ? "*" : host;
            path = path == null ? "/" : path;
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("path: found \"" + path + "\", allowed: a path that starts with /");
            }
        }
    }

    /**
     * Version pin.
     *
     * @param by       where a client says which version it wants
     * @param fallback written {@code default}: the version for everybody else; empty: every endpoint
     */
    public record VersionsDocument(ByDocument by, String fallback) {
        public VersionsDocument {
            by = by == null ? new ByDocument(null) : by;
            fallback = fallback == null ? "" : fallback;
        }
    }

    /** Where a client says which version it wants: the name of a request field. */
    public record ByDocument(String header) {
        public ByDocument {
            header = header == null ? "X-Version" : header;
        }
    }

    /** Caching on this route. */
    public record CacheRuleDocument(boolean enabled) {}

    public RouteDocument {
        Require.name(name, "name");
        match = match == null ? new MatchDocument(null, null) : match;
        Require.name(cluster, "cluster");
        versions = versions == null ? Optional.empty() : versions;
        cache = cache == null ? new CacheRuleDocument(false) : cache;
        headTimeout = headTimeout == null ? Optional.empty() : headTimeout;
    }
}

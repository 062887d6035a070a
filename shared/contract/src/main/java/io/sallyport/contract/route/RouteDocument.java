package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * Match conditions plus what to do: exactly one of a cluster, a redirect and a fixed answer.
 *
 * @param priority    of several routes that match the highest wins, then the most specific, then the first written
 * @param cluster     name of a cluster in the same document; empty for none
 * @param versions    how a version is chosen; absent: any endpoint of the cluster
 * @param canary      a new version on trial; absent: none
 * @param shadow      a copy of the requests for other servers; absent: none
 * @param cache       whether answers may be kept; absent: not
 * @param headTimeout time for the origin's head; absent: the suite's
 * @param timeout     time for the whole exchange; absent: none
 * @param retry       when a request is repeated; absent: the default
 * @param limits      what a request may be like; absent: the suite's limits alone
 * @param cors        which other origins may use it; absent: the server decides
 * @param compress    compression of answers; absent: none
 * @param conceal     what of the server is kept from clients
 */
public record RouteDocument(
        String name,
        Integer priority,
        MatchDocument match,
        String cluster,
        Optional<RedirectDocument> redirect,
        Optional<AnswerDocument> answer,
        Optional<RewriteDocument> rewrite,
        Optional<VersionsDocument> versions,
        Optional<CanaryDocument> canary,
        Optional<ShadowDocument> shadow,
        CacheRuleDocument cache,
        Optional<Duration> headTimeout,
        Optional<Duration> timeout,
        Optional<RetryDocument> retry,
        Optional<RouteLimitsDocument> limits,
        Optional<CorsDocument> cors,
        Optional<CompressDocument> compress,
        ConcealDocument conceal) {

    public RouteDocument {
        Require.name(name, "name");
        priority = Require.range(priority == null ? 0 : priority, -1000, 1000, "priority");
        match = match == null ? new MatchDocument(null, null) : match;
        redirect = orEmpty(redirect);
        answer = orEmpty(answer);
        if (cluster == null && redirect.isEmpty() && answer.isEmpty()) {
            Require.name(cluster, "cluster");
        }
        if (cluster != null && !cluster.isEmpty()) {
            Require.name(cluster, "cluster");
        }
        cluster = cluster == null ? "" : cluster;
        rewrite = orEmpty(rewrite);
        versions = orEmpty(versions);
        canary = orEmpty(canary);
        shadow = orEmpty(shadow);
        cache = cache == null ? new CacheRuleDocument(false) : cache;
        headTimeout = orEmpty(headTimeout);
        timeout = orEmpty(timeout);
        retry = orEmpty(retry);
        limits = orEmpty(limits);
        cors = orEmpty(cors);
        compress = orEmpty(compress);
        conceal = conceal == null ? new ConcealDocument(null, null, null, null, null, null) : conceal;
    }

    /** To a cluster, with everything else as usual. */
    public RouteDocument(
            String name,
            MatchDocument match,
            String cluster,
            Optional<VersionsDocument> versions,
            CacheRuleDocument cache,
            Optional<Duration> headTimeout) {
        this(
                name,
                null,
                match,
                cluster,
                null,
                null,
                null,
                versions,
                null,
                null,
                cache,
                headTimeout,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static <T> Optional<T> orEmpty(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}

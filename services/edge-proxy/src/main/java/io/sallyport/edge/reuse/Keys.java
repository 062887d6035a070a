package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Tracks;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.RequestFacts;
import java.util.Objects;

/** Under which key the answer to a request lies. */
final class Keys {
    private Keys() {}

    /**
     * The key of a request that the store may answer. What does not count by the rules of the route goes to the origin no
     * more than into the key: it could change the answer that everybody gets.
     *
     * @return {@code null} when further fields of the request belong into the key and cannot be put there
     */
    static CacheKey of(Exchange exchange, CachePlan plan) {
        RequestFacts facts = exchange.facts();
        String parts = plan.keys().parts(facts.headers());
        if (parts == null) {
            return null;
        }
        String query = plan.keys().query(facts.query());
        if (!Objects.equals(query, facts.query())) {
            exchange.requery(query);
        }
        return CacheKey.of(exchange.facts(), track(exchange), parts);
    }

    /** By the URL alone, for what a request removes; it goes to the origin as it came. */
    static CacheKey ofUrl(Exchange exchange, CachePlan plan) {
        return plan.keys().applied(CacheKey.of(exchange.facts(), track(exchange)));
    }

    private static String track(Exchange exchange) {
        return exchange.listener().forward()
                ? Tracks.by(
                        exchange.passport().exit(),
                        Tracks.openWeb(exchange.passport().disclosure()))
                : Tracks.of(exchange.route());
    }
}

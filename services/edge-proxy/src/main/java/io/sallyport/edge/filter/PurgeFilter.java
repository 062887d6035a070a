package io.sallyport.edge.filter;

import io.sallyport.cache.engine.purge.CacheGroups;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.edge.cache.CachePlans;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.OwnAnswer;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.purge.EdgePurges;
import io.sallyport.edge.purge.PurgeAnswer;
import io.sallyport.http.Cidr;
import io.sallyport.kit.bus.JsonCodec;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/**
 * Answers the method PURGE where a rule names who may use it; elsewhere it is passed on like any other. It purges its URL, or
 * the groups of its URL's origin that its fields name as a response's do; softly unless {@code X-Purge: hard}.
 */
final class PurgeFilter implements Filter {
    private static final Problem DENIED =
            Problem.of(Outcome.ACCESS_DENIED, "This client may not take answers out of the cache.");
    private static final Problem UNREADABLE = Problem.of(Outcome.BAD_REQUEST, "X-Purge may be soft or hard.");

    private final EdgePurges purges;

    PurgeFilter(EdgePurges purges) {
        this.purges = purges;
    }

    @Override
    public Step request(Exchange exchange) {
        if (!exchange.facts().method().equals("PURGE")) {
            return Step.NEXT;
        }
        List<Cidr> allowed = allowed(exchange);
        if (allowed.isEmpty()) {
            return Step.NEXT;
        }
        String wanted = exchange.request().headers().get("x-purge");
        String kind = wanted == null ? "soft" : wanted.strip().toLowerCase(Locale.ROOT);
        if (allowed.stream().noneMatch(range -> range.contains(exchange.clientAddress()))) {
            exchange.refuse(DENIED);
        } else if (!kind.equals("soft") && !kind.equals("hard")) {
            exchange.refuse(UNREADABLE);
        } else {
            purge(exchange, kind.equals("hard"));
        }
        return Step.TAKEN;
    }

    private static List<Cidr> allowed(Exchange exchange) {
        CachePlans plans = exchange.snapshots().cachePlans();
        return exchange.listener().forward()
                ? plans.openWeb().purge()
                : plans.of(exchange.matched()).purge();
    }

    private void purge(Exchange exchange, boolean hard) {
        List<PurgeTarget> targets = targets(exchange);
        purges.purge(targets, hard, exchange.clientText()).onSuccess(report -> {
            if (!exchange.isOver()) {
                answer(exchange, new PurgeAnswer(targets, !hard, report));
            }
        });
    }

    private static List<PurgeTarget> targets(Exchange exchange) {
        CacheKey key = CacheKey.of(exchange.facts(), "");
        CacheGroups groups = CacheGroups.of(exchange.facts().headers());
        if (groups.isEmpty()) {
            return List.of(PurgeTarget.url(key.url()));
        }
        String origin = key.origin();
        return groups.names().stream()
                .map(name -> PurgeTarget.group(name, origin))
                .toList();
    }

    /** As the API does: 200 when everybody has done it, else 202. */
    private static void answer(Exchange exchange, PurgeAnswer answer) {
        MultiMap fields = exchange.response().headers();
        fields.add(HttpHeaders.CACHE_CONTROL, "no-store");
        fields.add(HttpHeaders.CONTENT_TYPE, "application/json");
        OwnAnswer.send(exchange, answer.report().isComplete() ? 200 : 202, JsonCodec.bytes(answer));
    }
}

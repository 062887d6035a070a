package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.BypassReason;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.Invalidation;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.Refreshed;
import io.sallyport.cache.engine.RefuseReason;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.edge.cache.BodyCollector;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.CachePlans;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.edge.exchange.UpstreamAnswer;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.sallyport.routing.engine.Resolution;

/** Answers from the memory cache, validates what is stale there, and fills it with what passes. */
public final class CacheFilter implements Filter {
    /** All of the open web is one track; no route's track is called that, because those contain a slash. */
    private static final String OPEN_WEB = "web";

    private final MemoryCache cache;

    public CacheFilter(MemoryCache cache) {
        this.cache = cache;
    }

    /** What the way in leaves for the way out; {@code validating} is {@code null} when nothing stored is asked about. */
    private record Pending(
            CacheKey key, CacheRules rules, long mark, long requestMillis, Entry validating, CacheStatus status) {}

    @Override
    public Step request(Exchange exchange) {
        boolean forward = exchange.listener().forward();
        if (exchange.isWebSocket() || isPersonal(exchange)) {
            return Step.NEXT;
        }
        CachePlan plan = plan(exchange);
        if (!plan.enabled()) {
            return Step.NEXT;
        }
        CacheRules rules = plan.rules();
        CacheKey key = CacheKey.of(exchange.facts(), forward ? OPEN_WEB : track(exchange.route()));
        BypassReason bypass = BypassReason.of(exchange.facts(), rules);
        if (bypass != null) {
            pass(exchange, key, rules, bypass.forward(), null);
            return Step.NEXT;
        }
        return lookUp(exchange, key, rules);
    }

    private static CachePlan plan(Exchange exchange) {
        CachePlans plans = exchange.snapshots().cachePlans();
        return exchange.listener().forward()
                ? plans.openWeb()
                : plans.of(exchange.route().route());
    }

    /**
     * Rules that shape answers before they are stored are part of it: a change of theirs holds for hits at once. So is a
     * version in the path, because redirects keep it there.
     */
    private static String track(Resolution.Forward route) {
        String id = route.track().id();
        String mark = route.route().conceal().mark();
        if (route.path() != null) {
            return id + mark + "#path";
        }
        return mark.isEmpty() ? id : id + mark;
    }

    /** A server that is told who asks may answer each of them differently, and nothing in the answer has to say so. */
    private static boolean isPersonal(Exchange exchange) {
        return exchange.passport().tells();
    }

    private Step lookUp(Exchange exchange, CacheKey key, CacheRules rules) {
        long now = exchange.loop().clock().millis();
        Lookup<Entry> lookup = Lookup.decide(exchange.facts(), cache.find(key), rules, now);
        switch (lookup.kind()) {
            case FRESH -> {
                Lookup.Fresh<Entry> fresh = (Lookup.Fresh<Entry>) lookup;
                cache.countHit();
                StoredAnswer.send(exchange, fresh.stored(), fresh.ageSeconds(), CacheStatus.hit(fresh.ttlSeconds()));
                return Step.TAKEN;
            }
            case STALE -> {
                // The validation behind the client's back is still to come; until then the client waits for it.
                Lookup.Stale<Entry> stale = (Lookup.Stale<Entry>) lookup;
                exchange.conditional(stale.conditional());
                pass(exchange, key, rules, ForwardReason.STALE, stale.stored());
            }
            case NEEDS_VALIDATION -> {
                Lookup.NeedsValidation<Entry> stale = (Lookup.NeedsValidation<Entry>) lookup;
                exchange.conditional(stale.conditional());
                pass(exchange, key, rules, stale.why().forward(), stale.stored());
            }
            case MISS ->
                pass(
                        exchange,
                        key,
                        rules,
                        ((Lookup.Miss<Entry>) lookup).reason().forward(),
                        null);
            case BYPASS ->
                pass(
                        exchange,
                        key,
                        rules,
                        ((Lookup.Bypass<Entry>) lookup).reason().forward(),
                        null);
        }
        cache.countMiss();
        return Step.NEXT;
    }

    private void pass(Exchange exchange, CacheKey key, CacheRules rules, ForwardReason why, Entry validating) {
        CacheStatus status = CacheStatus.forwarded(why);
        exchange.cache(status.parameters());
        exchange.cacheState(
                new Pending(key, rules, cache.mark(key), exchange.loop().clock().millis(), validating, status));
    }

    @Override
    public Step response(Exchange exchange, UpstreamAnswer answer) {
        if (!(exchange.cacheState() instanceof Pending pending)) {
            return Step.NEXT;
        }
        if (pending.validating() != null && answer.status() == 304) {
            return validated(exchange, pending, answer);
        }
        HeaderView fields = new MapFields(answer.headers());
        String method = exchange.facts().method();
        Invalidation.of(pending.key(), method, answer.status(), fields).forEach(cache::remove);
        if (hadBody(exchange)) {
            exchange.cache(pending.status().because(RefuseReason.REQUEST).parameters());
        } else {
            admit(exchange, pending, answer, fields);
        }
        return Step.NEXT;
    }

    /** HTTP/2 announces no body, it sends one: the origin may have heeded it although the key does not. */
    private static boolean hadBody(Exchange exchange) {
        return exchange.bytesIn() > 0 || !exchange.request().isEnded();
    }

    private Step validated(Exchange exchange, Pending pending, UpstreamAnswer answer) {
        Entry stored = pending.validating();
        CacheStatus status = pending.status().withOriginStatus(304);
        Refreshed refreshed = Refreshed.merge(
                exchange.facts(),
                stored.head(),
                new MapFields(answer.headers()),
                timing(exchange, pending),
                pending.rules());
        if (refreshed instanceof Refreshed.Kept kept) {
            Entry fresh = cache.refresh(pending.key(), stored, kept.head());
            StoredAnswer.send(
                    exchange, fresh, age(exchange, fresh), status.thatStores().parameters());
        } else if (refreshed instanceof Refreshed.UsedOnce once) {
            cache.drop(pending.key(), stored);
            Entry answerOnly = Entry.of(once.head(), stored.body());
            StoredAnswer.send(exchange, answerOnly, age(exchange, answerOnly), status.parameters());
        } else {
            cache.drop(pending.key(), stored);
            exchange.conditional(HeaderList.EMPTY);
            pass(exchange, pending.key(), pending.rules(), pending.status().why(), null);
            exchange.forwardAgain();
        }
        return Step.TAKEN;
    }

    private void admit(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        Admission admission =
                Admission.decide(exchange.facts(), answer.status(), fields, timing(exchange, pending), pending.rules());
        if (admission instanceof Admission.Store store) {
            BodyCollector collector = cache.collector(answer.sentLength());
            if (collector.isOpen()) {
                exchange.cache(pending.status().thatStores().parameters());
                answer.tap(new FillTap(cache, pending.key(), store.head(), pending.mark(), collector));
            }
        } else {
            exchange.cache(pending.status()
                    .because(((Admission.Refuse) admission).reason())
                    .parameters());
        }
    }

    private static Timing timing(Exchange exchange, Pending pending) {
        return new Timing(pending.requestMillis(), exchange.loop().clock().millis());
    }

    private static long age(Exchange exchange, Entry entry) {
        return entry.head().ageSeconds(exchange.loop().clock().millis());
    }
}

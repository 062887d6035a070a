package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.FullAnswer;
import io.sallyport.cache.engine.Invalidation;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.background.Validations;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.http.HeaderView;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Consumer;

/**
 * The cache in the chain: {@link LookUp} on the way in; on the way out {@link Validated} for a 304 on what is stored,
 * {@link Headed} for what HEAD tells of it, {@link Admitting} for the rest.
 */
public final class CacheFilter implements Filter {
    private final MemoryCache cache;
    private final SharedTier shared;
    private final Consumer<List<PurgeTarget>> invalidated;
    private final LookUp lookUp;
    private final Validated validated;
    private final Headed headed;
    private final Admitting admitting;
    private final WholeRange wholes;
    private final StaleOnError onError;

    /** @param invalidated hears of what requests have changed */
    public CacheFilter(Tiers tiers, Validations validations, Consumer<List<PurgeTarget>> invalidated) {
        this.cache = tiers.memory();
        this.shared = tiers.shared();
        this.invalidated = invalidated;
        this.onError = new StaleOnError(cache);
        PartStore parts = new PartStore(cache, tiers.room()::admits);
        this.lookUp = new LookUp(tiers, parts, new Revalidation(cache, validations), onError);
        this.validated = new Validated(tiers);
        this.headed = new Headed(cache);
        this.wholes = new WholeRange(tiers);
        this.admitting = new Admitting(tiers, parts);
    }

    @Override
    public String phase() {
        return "cache";
    }

    @Override
    public Step request(Exchange exchange) {
        return lookUp.request(exchange);
    }

    @Override
    public Step response(Exchange exchange, UpstreamAnswer answer) {
        Pending before = exchange.cacheState() instanceof Pending noted ? noted : null;
        boolean safe = Invalidation.isSafe(exchange.facts().method());
        Pending pending = safe ? before : invalidate(exchange, answer, before);
        if (pending == null) {
            return Step.NEXT;
        }
        if (pending.validating() != null && answer.status() == 304) {
            validated.response(exchange, pending, answer);
            return Step.TAKEN;
        }
        if (onError.answered(exchange, pending, answer.status())) {
            return Step.TAKEN;
        }
        HeaderView fields = new MapFields(answer.headers());
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            headed.response(exchange, pending, answer, fields);
        } else if (wholes.retracts(exchange, pending, answer, fields)) {
            return Step.TAKEN;
        }
        admitting.response(exchange, pending, answer, fields);
        if (Revalidation.isUseless(exchange, answer)) {
            superseded(exchange, pending, answer.status());
            Revalidation.end(exchange, answer.status());
            return Step.TAKEN;
        }
        return Step.NEXT;
    }

    /** Nothing has taken the place of what was dropped, so the shared tier's copy of that would come back. */
    private void superseded(Exchange exchange, Pending pending, int status) {
        boolean dropped = pending.validating() != null
                && FullAnswer.drops(status, null)
                && !cache.find(pending.key()).holds(pending.validating());
        if (dropped && shared.isThere()) {
            invalidated.accept(
                    List.of(PurgeTarget.url(CacheKey.of(exchange.facts(), "").url())));
        }
    }

    /**
     * Also where nothing is kept: another method's route, or another client's answers, may be. What it invalidates must not
     * keep its own answer out.
     *
     * @param pending {@code null} where nothing is kept
     */
    private Pending invalidate(Exchange exchange, UpstreamAnswer answer, Pending pending) {
        boolean untouched = pending != null && cache.lastPurge(pending.key()) <= pending.mark();
        CacheKey key = CacheKey.of(exchange.facts(), "");
        HeaderView fields = new MapFields(answer.headers());
        List<PurgeTarget> targets = Invalidation.targets(key, exchange.facts().method(), answer.status(), fields);
        if (!targets.isEmpty()) {
            invalidated.accept(targets);
        }
        return untouched ? pending.withMark(cache.mark()) : pending;
    }
}

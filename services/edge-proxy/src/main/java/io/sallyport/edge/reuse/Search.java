package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.Collapsing;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.collapse.Fetch;
import io.sallyport.edge.collapse.Place;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter.Step;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.upstream.OutcomeText;
import io.sallyport.http.CacheDirective;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * A request whose answer is not at hand: it waits for another one's fetch of the same thing, or asks the shared tier and
 * then the origin, for others too. Whatever it waits for is bounded in time; then it goes on by itself. Owner: the loop's
 * thread.
 */
final class Search implements Upstream {
    private final Tiers tiers;
    private final LookUp lookUp;
    private final StaleOnError onError;
    private final Exchange exchange;
    private final CacheKey key;
    private final CachePlan plan;
    private final Patience patience;
    private final Context context = Vertx.currentContext();

    private ForwardReason why = ForwardReason.URI_MISS;
    /** The stored answer that is to be asked about; {@code null} for none. */
    private Entry validating;

    private long mark;
    private Claim claim = Claim.none();
    /** Whether it fetches, and waits for nobody. */
    private boolean fetches;

    private boolean shared;
    /** Whether the origin is not to be asked. */
    private boolean storedOnly;

    /** What has been asked last; {@code null} before. */
    private SharedAsk asked;

    /** {@code null} before it has looked for one. */
    private OthersFetch others;

    Search(Tiers tiers, LookUp lookUp, StaleOnError onError, Exchange exchange, CacheKey key, CachePlan plan) {
        this.tiers = tiers;
        this.lookUp = lookUp;
        this.onError = onError;
        this.exchange = exchange;
        this.key = key;
        this.plan = plan;
        this.patience = new Patience(exchange, tiers.fetches().longestNanos());
        this.mark = tiers.memory().mark();
    }

    /**
     * Looks elsewhere for what has not been found, or is stale.
     *
     * @param stale the stored answer that may be asked about; {@code null} for none
     * @param found what is stored under the key
     */
    Step go(ForwardReason reason, Entry stale, Variants<Entry> found) {
        why = reason;
        validating = stale;
        if (fetches) {
            return forward();
        }
        mark = tiers.memory().mark();
        exchange.fetchesWhole(isForWhole());
        others = new OthersFetch(this, tiers.fetches(), context);
        Place place = tiers.fetches()
                .enter(key, tiers.memory().lastPurge(key), exchange.facts().headers(), names(found), role(), others);
        if (place instanceof Place.Leads leads) {
            return lead(leads.fetch(), found);
        }
        if (place instanceof Place.Waits waits) {
            others.await(waits.fetch());
            return leave();
        }
        if (place instanceof Place.Reads reads) {
            return others.read(reads.coming());
        }
        return ((Place.Alone) place).notStored() ? alone() : elsewhere();
    }

    /** Wants what is stored, in the shared tier if nowhere else, or nothing (RFC 9111 section 5.2.1.7). */
    Step stored() {
        boolean first = !storedOnly;
        storedOnly = true;
        fetches = true;
        return first && tiers.shared().isThere() ? ask(false) : refuse();
    }

    private Step refuse() {
        tiers.memory().countMiss();
        exchange.cache(CacheStatus.NOT_CACHED);
        exchange.refuse(Problem.of(Outcome.NOT_CACHED, "Nothing stored answers, and the request wants nothing else."));
        return Step.TAKEN;
    }

    /** Goes to the origin, for itself and without a look elsewhere. */
    Step alone(ForwardReason reason) {
        why = reason;
        validating = null;
        return alone();
    }

    /** The same, for the reason that holds. */
    Step alone() {
        fetches = true;
        return forward();
    }

    /** Asks the shared tier and then the origin, for itself. */
    Step elsewhere() {
        fetches = true;
        return ask(false);
    }

    private Collapsing role() {
        boolean always = validating != null && validating.head().control().has(CacheDirective.NO_CACHE);
        if (!plan.collapse() || always || why == ForwardReason.REQUEST) {
            return Collapsing.ALONE;
        }
        return Collapsing.of(exchange.facts(), plan.rules(), exchange.conditional() != null, exchange.fetchesWhole());
    }

    private boolean isForWhole() {
        return validating == null
                && why != ForwardReason.REQUEST
                && tiers.wholes().isWanted(exchange.facts(), key, plan.wholeRangeMax());
    }

    private static List<String> names(Variants<Entry> found) {
        return found.isEmpty() ? null : found.entries().get(0).head().vary().names();
    }

    /** What is stored may have changed since it was looked at, by the very fetch that was over a moment ago. */
    private Step lead(Fetch fetch, Variants<Entry> seen) {
        fetches = true;
        claim = Claim.of(exchange, fetch);
        Variants<Entry> now = tiers.memory().find(key, exchange.loop().clock().nanos());
        return now.equals(seen) ? ask(true) : decide(now);
    }

    private Step decide(Variants<Entry> found) {
        exchange.conditional(null);
        return lookUp.decide(exchange, key, plan, found, this);
    }

    /** What has been found answers the request after all; gives what {@code Cache-Status} says. */
    String hit(Lookup.Fresh<Entry> fresh) {
        ends(fresh.stored());
        return shared ? CacheStatus.sharedHit(fresh.ttlSeconds()) : CacheStatus.hit(fresh.ttlSeconds());
    }

    /** What has been found is sent. */
    void ends(Entry answer) {
        claim.stored(answer, shared);
    }

    private Step ask(boolean forAll) {
        if (!tiers.shared().isThere() || why == ForwardReason.REQUEST) {
            return forward();
        }
        asked = new SharedAsk(tiers, this);
        leave();
        tiers.shared().ask(key, exchange.facts().headers(), forAll).onComplete(asked);
        return Step.TAKEN;
    }

    /** The shared tier's answer has come whole. */
    void foundShared(Entry entry) {
        shared = true;
        if (tiers.room().admits(entry.length())) {
            tiers.memory().put(key, entry, mark);
        }
        decide(tiers.memory().judged(key, entry));
    }

    /** What the shared tier has is of no use. */
    void notFound() {
        forward();
    }

    /** The origin is asked. */
    private Step forward() {
        if (storedOnly) {
            return refuse();
        }
        tiers.memory().countMiss();
        exchange.fetchesWhole(isForWhole());
        pass();
        if (patience.hasLeft()) {
            exchange.proceed();
            return Step.TAKEN;
        }
        return Step.NEXT;
    }

    private void pass() {
        Pending.pass(exchange, key, plan, mark, why, validating, claim);
        onError.mayAnswer(exchange);
    }

    /** Until {@link #comeBack} the exchange waits. */
    Step leave() {
        return patience.leave(this);
    }

    void comeBack() {
        patience.comeBack();
    }

    /**
     * Another one's fetch has failed. One failure may be its request's fault; a second one is the server's, and asking it for
     * each would not help it.
     */
    void failed(Outcome outcome) {
        if (patience.bears()) {
            again();
        } else {
            pass();
            exchange.cache(CacheStatus.collapsed(why));
            exchange.refuse(Problem.of(outcome, OutcomeText.of(outcome)));
        }
    }

    /** Looks anew at what is stored, and at what others fetch. */
    Step again() {
        return patience.lastsForAnother()
                ? decide(tiers.memory().find(key, exchange.loop().clock().nanos()))
                : alone();
    }

    @Override
    public void cancel() {
        // the exchange is over, which is all that whoever answers needs to see
    }

    @Override
    public void expired() {
        boolean waited = stopWaiting();
        if (asked != null) {
            asked.leave();
        }
        comeBack();
        if (waited) {
            tiers.fetches().figures().late();
        }
        alone();
    }

    @Override
    public void ended(Outcome outcome) {
        stopWaiting();
    }

    private boolean stopWaiting() {
        return others != null && others.leave();
    }

    Exchange exchange() {
        return exchange;
    }

    CacheKey key() {
        return key;
    }

    CachePlan plan() {
        return plan;
    }

    /** Why nothing at hand answers. */
    ForwardReason why() {
        return why;
    }

    long mark() {
        return mark;
    }

    Claim claim() {
        return claim;
    }
}

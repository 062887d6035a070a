package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.Collapsing;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.edge.collapse.Fetch;
import io.sallyport.edge.collapse.Place;
import io.sallyport.edge.collapse.Settled;
import io.sallyport.edge.collapse.Waiter;
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
    /** Fetches that it waits for, one after the other, before it goes on by itself. */
    private static final int ROUNDS_MAX = 4;

    /** Failed fetches of others that it takes for its own failure. */
    private static final int FAILURES_MAX = 2;

    /** What is looked for, and how it is to be kept. */
    record Sought(CacheKey key, CachePlan plan) {}

    private final Tiers tiers;
    private final LookUp lookUp;
    private final StaleOnError onError;
    private final Exchange exchange;
    private final CacheKey key;
    private final CachePlan plan;
    private final Context context = Vertx.currentContext();

    private ForwardReason why = ForwardReason.URI_MISS;
    /** The stored answer that is to be asked about; {@code null} for none. */
    private Entry validating;

    private long mark;
    private Claim claim = Claim.none();
    /** Whether it fetches, and waits for nobody. */
    private boolean fetches;
    /** Whether the chain has been left, and is to be gone on with by {@link Exchange#proceed}. */
    private boolean left;

    private boolean shared;
    /** Whether the origin is not to be asked. */
    private boolean storedOnly;

    private boolean asking;
    private Fetch waitsFor;
    private Waiter waiter;
    private int rounds;
    private int failures;
    private long lastNanos;

    Search(Tiers tiers, LookUp lookUp, StaleOnError onError, Exchange exchange, Sought sought) {
        this.tiers = tiers;
        this.lookUp = lookUp;
        this.onError = onError;
        this.exchange = exchange;
        this.key = sought.key();
        this.plan = sought.plan();
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
        int round = rounds;
        waiter = result -> context.runOnContext(turned -> settled(result, round));
        Place place = tiers.fetches()
                .enter(key, tiers.memory().lastPurge(key), exchange.facts().headers(), names(found), role(), waiter);
        if (place instanceof Place.Leads leads) {
            return lead(leads.fetch(), found);
        }
        if (place instanceof Place.Waits waits) {
            waitsFor = waits.fetch();
            return leave();
        }
        if (place instanceof Place.Reads reads) {
            return read(reads.coming());
        }
        fetches = true;
        return ((Place.Alone) place).notStored() ? forward() : ask(false);
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

    private Step alone() {
        fetches = true;
        return forward();
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
        asking = true;
        leave();
        tiers.shared()
                .ask(key, exchange.facts().headers(), forAll)
                .onComplete(result -> told(result.succeeded() ? result.result() : new Answer.Alone()));
        return Step.TAKEN;
    }

    private void told(Answer answer) {
        if (!asking || exchange.isOver()) {
            LargeFind.refuse(answer);
            return;
        }
        asking = false;
        comeBack();
        if (answer instanceof Answer.Found found) {
            foundShared(Entry.of(found.head(), found.body()));
        } else if (answer instanceof Answer.FoundLarge large) {
            new LargeFind(tiers, this, large).take();
        } else {
            if (answer instanceof Answer.Fetch fetch) {
                claim.hold(fetch.lease());
            } else if (answer instanceof Answer.Alone alone && alone.notStored()) {
                claim.apart(true);
            }
            forward();
        }
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
        if (left) {
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
        if (lastNanos == 0) {
            lastNanos = exchange.loop().clock().nanos() + tiers.fetches().longestNanos();
        }
        left = true;
        exchange.passport().hold();
        exchange.upstream(this);
        exchange.within(Math.max(0, lastNanos - exchange.loop().clock().nanos()));
        return Step.TAKEN;
    }

    void comeBack() {
        exchange.upstream(null);
        exchange.withoutDeadline();
    }

    private void settled(Settled result, int round) {
        if (exchange.isOver() || waitsFor == null || round != rounds) {
            return;
        }
        waitsFor = null;
        comeBack();
        if (result instanceof Settled.Filling coming) {
            read(coming);
        } else if (result instanceof Settled.Stored stored) {
            use(stored);
        } else if (result instanceof Settled.Failed failed) {
            failed(failed.outcome());
        } else if (result instanceof Settled.Vacant) {
            again();
        } else {
            alone();
        }
    }

    /** The engine decides on what another one fetches as on what is stored. */
    private Step read(Settled.Filling coming) {
        Lookup<?> lookup = judge(coming.fill());
        if (lookup instanceof Lookup.Fresh<?> fresh) {
            if (!FillAnswer.suits(exchange, coming.fill())) {
                fetches = true;
                return ask(false);
            }
            String status = status(coming.shared(), fresh);
            return FillAnswer.send(exchange, coming.fill(), fresh.ageSeconds(), status) ? collapsed() : again();
        }
        return unfit(lookup);
    }

    private void use(Settled.Stored stored) {
        Lookup<?> lookup = judge(stored.entry());
        if (lookup instanceof Lookup.Fresh<?> fresh) {
            StoredAnswer.send(exchange, stored.entry(), fresh.ageSeconds(), status(stored.shared(), fresh));
            collapsed();
        } else {
            unfit(lookup);
        }
    }

    private <E extends Stored> Lookup<E> judge(E answer) {
        long now = exchange.loop().clock().millis();
        return Lookup.decide(exchange.facts(), Variants.<E>none().with(answer), plan.rules(), now);
    }

    private String status(boolean fromShared, Lookup.Fresh<?> fresh) {
        return fromShared ? CacheStatus.sharedHit(fresh.ttlSeconds()) : CacheStatus.collapsed(why);
    }

    private Step collapsed() {
        tiers.fetches().figures().collapsed();
        return Step.TAKEN;
    }

    /**
     * Another variant may be fetched by somebody too, and what is stale but may be used lies in the memory tier; what must
     * be validated each has to ask for itself.
     */
    private Step unfit(Lookup<?> lookup) {
        boolean again = lookup.kind() == Lookup.Kind.MISS || lookup.kind() == Lookup.Kind.STALE;
        return again ? again() : alone();
    }

    /** One failure may be its request's fault; a second one is the server's, and asking it for each would not help it. */
    private void failed(Outcome outcome) {
        failures++;
        if (failures < FAILURES_MAX) {
            again();
        } else {
            pass();
            exchange.cache(CacheStatus.collapsed(why));
            exchange.refuse(Problem.of(outcome, OutcomeText.of(outcome)));
        }
    }

    private Step again() {
        rounds++;
        boolean late = lastNanos != 0 && lastNanos - exchange.loop().clock().nanos() <= 0;
        return rounds > ROUNDS_MAX || late
                ? alone()
                : decide(tiers.memory().find(key, exchange.loop().clock().nanos()));
    }

    @Override
    public void cancel() {
        // the exchange is over, which is all that whoever answers needs to see
    }

    @Override
    public void expired() {
        boolean waited = waitsFor != null;
        stopWaiting();
        asking = false;
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

    private void stopWaiting() {
        if (waitsFor != null) {
            waitsFor.leave(waiter);
            waitsFor = null;
        }
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

    long mark() {
        return mark;
    }

    Claim claim() {
        return claim;
    }
}

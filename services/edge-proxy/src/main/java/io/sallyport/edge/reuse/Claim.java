package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.SharedTier.Lease;
import io.sallyport.edge.collapse.Fetch;
import io.sallyport.edge.collapse.Settled;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.fill.Fill;
import io.sallyport.http.CacheDirective;

/**
 * What a request that fetches owes to those who wait for it, in this process and in other edges: word of what has become
 * of it, however it ends. Owner: the loop's thread.
 */
final class Claim {
    private final Fetch fetch;
    private Lease lease = Lease.NONE;

    /** @param fetch {@code null} when nobody in this process waits */
    private Claim(Fetch fetch) {
        this.fetch = fetch;
    }

    /** Of a request that fetches for itself. */
    static Claim none() {
        return new Claim(null);
    }

    /** Of a request that fetches for others too; what it has not said when it is over, its outcome says. */
    static Claim of(Exchange exchange, Fetch fetch) {
        Claim claim = new Claim(fetch);
        exchange.afterwards(() -> claim.over(exchange.outcome()));
        return claim;
    }

    /** Whether an answer may be given to those who asked before it came: it is fresh, and need not be validated each time. */
    static boolean isForAll(StoredHead head, long nowMillis) {
        return head.ttlSeconds(nowMillis) > 0 && !head.control().has(CacheDirective.NO_CACHE);
    }

    /** It fetches for all edges. */
    void hold(Lease granted) {
        lease = granted;
    }

    /** Hands the lease to whoever ends it. */
    Lease takeLease() {
        Lease taken = lease;
        lease = Lease.NONE;
        return taken;
    }

    /** The answer is on its way. */
    void filling(Fill fill, boolean shared) {
        settle(new Settled.Filling(fill, shared));
    }

    /** The answer lies in the memory tier. */
    void stored(Entry entry, boolean shared) {
        settle(new Settled.Stored(entry, shared));
    }

    /** The answer is one that each has to get for itself. */
    void apart(boolean notStored) {
        settle(new Settled.Apart(notStored));
        takeLease().end(notStored);
    }

    /** The answer was of no use to this request, and tells nothing of the others. */
    void leavesToOthers() {
        settle(new Settled.Vacant());
        takeLease().end(false);
    }

    /** No answer came. */
    void failed(Outcome outcome) {
        settle(new Settled.Failed(outcome));
        takeLease().end(false);
    }

    /** The body of the answer on its way has come, or was cut. */
    void fillOver() {
        if (fetch != null) {
            fetch.over();
        }
    }

    void fillOutgrown() {
        if (fetch != null) {
            fetch.outgrown();
        }
    }

    private void settle(Settled result) {
        if (fetch != null) {
            fetch.settle(result);
        }
    }

    private void over(Outcome outcome) {
        if (outcome.group() == Outcome.Group.FAILED && outcome != Outcome.CLIENT_GONE) {
            failed(outcome);
        } else {
            settle(new Settled.Vacant());
            takeLease().end(false);
        }
    }
}

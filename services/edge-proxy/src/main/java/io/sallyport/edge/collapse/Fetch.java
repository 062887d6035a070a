package io.sallyport.edge.collapse;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;

/**
 * One fetch for all who ask for the same thing meanwhile. It is settled once; one whose answer is on its way can be read
 * until it is over. Thread-safe by its own lock, which is never held over a call to others.
 */
public final class Fetch {
    private final Fetches fetches;
    private final CacheKey key;
    private final long mark;
    private final VaryKey expected;
    private List<Waiter> waiters = new ArrayList<>(4);
    private Settled settled;

    /**
     * @param mark     tells requests from before a removal from those after it: what the former get is not for the latter
     * @param expected whom the answer will be for, by what is known of the key's other answers; {@code null} when nothing is
     */
    Fetch(Fetches fetches, CacheKey key, long mark, VaryKey expected) {
        this.fetches = fetches;
        this.key = key;
        this.mark = mark;
        this.expected = expected;
    }

    CacheKey key() {
        return key;
    }

    /** Whom it fetches for, as far as is known; {@code null} when nothing is. */
    synchronized VaryKey vary() {
        return settled instanceof Settled.Filling filling
                ? filling.fill().head().vary()
                : expected;
    }

    /**
     * What a request like this finds here; {@code null} when this fetch is not for it.
     *
     * @param waiter {@code null} for one that does not wait
     */
    Place place(HeaderView request, long current, Waiter waiter) {
        VaryKey vary = current == mark ? vary() : null;
        if (current != mark || (vary != null && !vary.matches(request))) {
            return null;
        }
        synchronized (this) {
            if (settled instanceof Settled.Filling filling) {
                return new Place.Reads(filling);
            }
            if (settled != null || waiter == null) {
                return null;
            }
            if (!fetches.mayWait()) {
                return new Place.Alone(false);
            }
            waiters.add(waiter);
            return new Place.Waits(this);
        }
    }

    /** Somebody does not wait any longer. */
    public void leave(Waiter waiter) {
        boolean left;
        synchronized (this) {
            left = waiters.remove(waiter);
        }
        if (left) {
            fetches.figures().waitsNoMore(1);
        }
    }

    /** Says what has become of it; only the first call counts. */
    public void settle(Settled result) {
        List<Waiter> told;
        synchronized (this) {
            if (settled != null) {
                return;
            }
            settled = result;
            told = waiters;
            waiters = List.of();
        }
        if (result instanceof Settled.Apart each) {
            fetches.apart(key, each.notStored());
        }
        if (!(result instanceof Settled.Filling)) {
            fetches.over(this);
        }
        fetches.figures().waitsNoMore(told.size());
        told.forEach(waiter -> waiter.settled(result));
    }

    /** The answer is not to be read here any more: it is stored, or was cut. */
    public void over() {
        fetches.over(this);
    }

    /** The answer has turned out to be none that all can read at their own pace. */
    public void outgrown() {
        fetches.apart(key, false);
        fetches.over(this);
    }
}

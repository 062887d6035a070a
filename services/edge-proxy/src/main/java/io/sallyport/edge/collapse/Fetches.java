package io.sallyport.edge.collapse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.cache.engine.Collapsing;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderView;
import io.sallyport.kit.api.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is being fetched in this process, by key; one key may have a fetch for each of its variants. Remembers for a while
 * which keys have answers that each has to get for itself, so that nobody waits for those. Thread-safe.
 */
public final class Fetches {
    /** Requests of the process that wait at a time. */
    static final int WAITING_MAX = 16_384;

    /** Fetches of one key at a time; beyond them requests go on by themselves. */
    static final int VARIANTS_MAX = 16;

    /** Keys whose answers each has to get for itself. */
    static final int APART_MAX = 20_000;

    /** How long that is remembered. */
    static final Duration APART_TIME = Duration.ofSeconds(10);

    private final ConcurrentHashMap<CacheKey, List<Fetch>> byKey = new ConcurrentHashMap<>();
    private final Cache<CacheKey, Boolean> apart = Caffeine.newBuilder()
            .maximumSize(APART_MAX)
            .expireAfterWrite(APART_TIME)
            .executor(Runnable::run)
            .build();
    private final CollapseFigures figures;
    private final Duration longest;
    private final int waitingMax;

    /** @param longest time that a request waits for others */
    public Fetches(Duration longest, Metrics metrics) {
        this(longest, WAITING_MAX, metrics);
    }

    Fetches(Duration longest, int waitingMax, Metrics metrics) {
        this.longest = longest;
        this.waitingMax = waitingMax;
        this.figures = new CollapseFigures(metrics);
        metrics.gauge("sallyport_cache_fetches", "Keys that are being fetched for the cache", byKey::size);
        metrics.gauge(
                "sallyport_cache_apart_keys",
                "Keys whose answers each request gets for itself for now",
                apart::estimatedSize);
    }

    public CollapseFigures figures() {
        return figures;
    }

    /** Nanoseconds that a request waits for others, all its waits together. */
    public long longestNanos() {
        return longest.toNanos();
    }

    /**
     * Finds a request its place.
     *
     * @param mark   of the last purge that may concern the key, taken just before
     * @param names  the selecting fields of the key's stored answers; {@code null} when there are none
     * @param waiter who hears of the result if it waits
     */
    public Place enter(
            CacheKey key, long mark, HeaderView request, List<String> names, Collapsing role, Waiter waiter) {
        Boolean notStored = apart.getIfPresent(key);
        if (notStored != null || role == Collapsing.ALONE) {
            return new Place.Alone(notStored != null && notStored);
        }
        Place[] found = new Place[1];
        byKey.compute(key, (same, fetches) -> {
            List<Fetch> now = fetches == null ? List.of() : fetches;
            found[0] = placeAmong(now, mark, request, role == Collapsing.READS ? null : waiter);
            if (found[0] != null) {
                return fetches;
            }
            if (role != Collapsing.LEADS || now.size() >= VARIANTS_MAX) {
                found[0] = new Place.Alone(false);
                return fetches;
            }
            Fetch fetch = new Fetch(this, key, mark, expected(now, names, request));
            found[0] = new Place.Leads(fetch);
            return with(now, fetch);
        });
        if (found[0] instanceof Place.Waits) {
            figures.waits();
        }
        return found[0];
    }

    private static Place placeAmong(List<Fetch> fetches, long mark, HeaderView request, Waiter waiter) {
        for (Fetch fetch : fetches) {
            Place place = fetch.place(request, mark, waiter);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    /** Whom the answer will be for, if it varies as the key's other answers do. */
    private static VaryKey expected(List<Fetch> others, List<String> stored, HeaderView request) {
        List<String> names = stored;
        for (Fetch other : others) {
            VaryKey vary = other.vary();
            names = vary == null ? names : vary.names();
        }
        return names == null
                ? null
                : VaryKey.of(FieldNames.parse(names), request).orElse(null);
    }

    private static List<Fetch> with(List<Fetch> fetches, Fetch fetch) {
        List<Fetch> more = new ArrayList<>(fetches);
        more.add(fetch);
        return List.copyOf(more);
    }

    /** Whether one more may wait; counts it among those that were too many when not. */
    boolean mayWait() {
        if (figures.waiting() < waitingMax) {
            return true;
        }
        figures.tooMany();
        return false;
    }

    void over(Fetch fetch) {
        byKey.computeIfPresent(fetch.key(), (key, fetches) -> without(fetches, fetch));
    }

    private static List<Fetch> without(List<Fetch> fetches, Fetch fetch) {
        List<Fetch> left = new ArrayList<>(fetches);
        left.remove(fetch);
        return left.isEmpty() ? null : List.copyOf(left);
    }

    /** Nobody is to wait for this key's answers for a while; nor to look for them elsewhere if they are not stored. */
    void apart(CacheKey key, boolean notStored) {
        apart.put(key, notStored);
    }
}

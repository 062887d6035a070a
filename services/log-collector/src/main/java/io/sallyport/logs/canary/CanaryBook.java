package io.sallyport.logs.canary;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.SideFigures;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.record.KeptRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts exchanges of routes with a canary by side. Those answered from a cache are left out: they say nothing of a
 * version, and the side with more traffic has more of them. So are those whose client has asked for its side, and copies.
 * Safe from any thread: everything is guarded by this object's monitor, which is taken once for a batch.
 */
public final class CanaryBook {
    /** Routes with a canary at a time; further ones have no figures here, and their canaries wait. */
    private static final int MAX_ROUTES = 64;

    /** When there is no room, routes without traffic for that long are forgotten. */
    private static final long REMEMBER_MILLIS = 3_600_000;

    private static final String CANARY = "canary";
    private static final String STABLE = "stable";

    private final Clock clock;
    private final Map<String, Sides> routes = new HashMap<>();

    private static final class Sides {
        private final RecentFigures canary = new RecentFigures();
        private final RecentFigures stable = new RecentFigures();
        private long lastMillis;
    }

    public CanaryBook(Clock clock) {
        this.clock = clock;
    }

    /** Takes records as they arrive; it is their arrival that counts as their time, so that no two clocks need agree. */
    public synchronized void take(List<KeptRecord> records) {
        long now = clock.millis();
        for (KeptRecord kept : records) {
            AccessRecord access = kept.access();
            if (access.track().isEmpty() || access.outcome() == Outcome.CACHE_HIT) {
                continue;
            }
            boolean canary = access.track().equals(CANARY);
            if (canary || access.track().equals(STABLE)) {
                Sides sides = sides(access.route(), now);
                if (sides != null) {
                    sides.lastMillis = now;
                    (canary ? sides.canary : sides.stable).add(kept.isError(), access.totalMicros(), now);
                }
            }
        }
    }

    /** {@code null} when there is no room for another route. */
    private Sides sides(String route, long now) {
        Sides sides = routes.get(route);
        if (sides != null) {
            return sides;
        }
        if (routes.size() >= MAX_ROUTES) {
            routes.values().removeIf(known -> known.lastMillis < now - REMEMBER_MILLIS);
        }
        return routes.size() < MAX_ROUTES ? routes.computeIfAbsent(route, name -> new Sides()) : null;
    }

    /** Both sides of a route over the time up to now. */
    public synchronized CanaryFigures figures(String route, long ageMillis) {
        Sides sides = routes.get(route);
        if (sides == null) {
            return new CanaryFigures(route, SideFigures.NONE, SideFigures.NONE);
        }
        long since = clock.millis() - ageMillis;
        return new CanaryFigures(route, sides.canary.since(since), sides.stable.since(since));
    }
}

package io.sallyport.routing.engine;

import java.util.function.Predicate;

/**
 * Round robin: the available endpoints of a track in document order, one step for each pick. Unhealthy endpoints are
 * left out beforehand, so the others share their part evenly instead of the next in line taking it all.
 */
public final class Balancer {
    private Balancer() {}

    /** The first pick of an exchange. */
    public static Pick pick(Track track, Cursor cursor) {
        int count = track.availableCount();
        return count == 0 ? track.noneHealthy() : track.available(cursor.next(count));
    }

    /** A further pick of an exchange: the next endpoint in turn that was not tried yet. */
    public static Pick pick(Track track, Cursor cursor, Predicate<EndpointView> tried) {
        int count = track.availableCount();
        if (count == 0) {
            return track.noneHealthy();
        }
        int start = cursor.next(count);
        for (int i = 0; i < count; i++) {
            Pick.Chosen candidate = track.available((start + i) % count);
            if (!tried.test(candidate.endpoint())) {
                return candidate;
            }
        }
        return track.allTried();
    }
}

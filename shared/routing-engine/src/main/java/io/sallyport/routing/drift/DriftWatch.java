package io.sallyport.routing.drift;

import io.sallyport.contract.health.VersionDrift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What drifts and for how long. A deployment mixes versions for a while, so drift is told only after a grace. Immutable.
 *
 * @param seen everything that drifts, with the time at which it began
 */
public record DriftWatch(List<VersionDrift> seen) {
    /** How long versions may differ before anybody is told. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** Nothing was seen yet. */
    public static final DriftWatch NOTHING = new DriftWatch(List.of());

    public DriftWatch {
        seen = List.copyOf(seen);
    }

    /** After a further look; what was there before keeps the time at which it began. */
    public DriftWatch after(List<VersionDrift> found) {
        return new DriftWatch(found.stream().map(this::begun).toList());
    }

    private VersionDrift begun(VersionDrift drift) {
        for (VersionDrift before : seen) {
            if (before.concernsSameAs(drift)) {
                return drift.since(before.since());
            }
        }
        return drift;
    }

    /** What has lasted longer than the grace. */
    public List<VersionDrift> told(Instant now) {
        return seen.stream()
                .filter(drift -> !now.isBefore(drift.since().plus(GRACE)))
                .toList();
    }
}

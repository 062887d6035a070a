package io.sallyport.faults;

import io.sallyport.faults.load.Kind;
import io.sallyport.faults.load.Sample;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What clients may notice of a fault. A wrong answer is never allowed.
 *
 * @param words  for the table
 * @param failed which requests may fail, of those that had not ended before the fault began and did not begin after the suite had
 *               healed
 * @param share  most of all requests of that time that may fail
 * @param stale  whether answers may be older than their lifetime where the server allows that
 * @param lost   whether records may be lost that no counter tells of
 */
public record Allowed(String words, BiPredicate<Scene, Sample> failed, double share, boolean stale, boolean lost) {
    public static final Allowed NOTHING = new Allowed("nothing", (scene, sample) -> false, 0, false, false);

    /** Requests of these kinds may fail, all of them. */
    public static Allowed failures(String words, Kind first, Kind... more) {
        Set<Kind> kinds = EnumSet.of(first, more);
        return new Allowed(words, (scene, sample) -> kinds.contains(sample.kind()), 1, false, false);
    }

    /** Some requests may, whatever they are. */
    public static Allowed share(String words, double share) {
        return new Allowed(words, (scene, sample) -> true, share, false, false);
    }

    /** Those that are at the edge to which something was done. */
    public static Allowed atPickedEdge(String words) {
        return new Allowed(words, (scene, sample) -> sample.edge() == scene.pickedEdge(), 1, false, true);
    }

    public Allowed andStale() {
        return new Allowed(words, failed, share, true, lost);
    }

    public Allowed andLost() {
        return new Allowed(words, failed, share, stale, true);
    }
}

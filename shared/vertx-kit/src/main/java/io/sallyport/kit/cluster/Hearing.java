package io.sallyport.kit.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom this member of the bus hears, and who hears it. Times are of a monotonic clock, in nanoseconds. Owner: one thread.
 */
final class Hearing {
    /** Silence after which messages go to another member that does the same, three probes. */
    static final long SILENT_NANOS = 3_000_000_000L;

    /** Silence, one way or the other, after which something is to be repaired. */
    static final long LOST_NANOS = 8_000_000_000L;

    /** How far back a member says whom it has heard. */
    static final long RECENT_NANOS = 5_000_000_000L;

    private static final int TOLD_MAX = 200;

    /** Times of one other member: when it spoke last, and when it last said that it hears us; both begin when it comes. */
    private static final class Other {
        private long spoke;
        private long heardUs;
        private boolean everSpoke;

        Other(long since) {
            this.spoke = since;
            this.heardUs = since;
        }
    }

    /**
     * What can be said now.
     *
     * @param silent members that have not been heard for three probes
     * @param lost   members that have not been heard, or have not heard us, for so long that it will not mend by itself
     */
    record Verdict(Set<String> silent, Set<String> lost) {
        static final Verdict WELL = new Verdict(Set.of(), Set.of());

        Verdict {
            silent = Set.copyOf(silent);
            lost = Set.copyOf(lost);
        }
    }

    private final String self;
    private final Map<String, Other> others = new HashMap<>();

    Hearing(String self) {
        this.self = self;
    }

    /** Who is in the cluster now and probes, as releases before this one do not; the others are forgotten. */
    void members(Set<String> now, long nanos) {
        others.keySet().retainAll(now);
        for (String member : now) {
            if (!member.equals(self)) {
                others.computeIfAbsent(member, fresh -> new Other(nanos));
            }
        }
    }

    /** A member spoke; one that is not in the cluster is not listened to. */
    void heard(String member, List<String> itHeard, long nanos) {
        Other other = others.get(member);
        if (other != null) {
            other.spoke = nanos;
            other.everSpoke = true;
            if (itHeard.contains(self)) {
                other.heardUs = nanos;
            }
        }
    }

    /** Ids for the next probe. */
    List<String> recent(long nanos) {
        List<String> recent = new ArrayList<>();
        others.forEach((member, other) -> {
            if (recent.size() < TOLD_MAX && other.everSpoke && nanos - other.spoke <= RECENT_NANOS) {
                recent.add(member);
            }
        });
        return recent;
    }

    Verdict judge(long nanos) {
        Set<String> silent = new TreeSet<>();
        Set<String> lost = new TreeSet<>();
        others.forEach((member, other) -> {
            if (nanos - other.spoke > SILENT_NANOS) {
                silent.add(member);
            }
            if (nanos - Math.min(other.spoke, other.heardUs) > LOST_NANOS) {
                lost.add(member);
            }
        });
        return new Verdict(silent, lost);
    }

    /** Members that have been heard within three probes. */
    int audible(long nanos) {
        return (int) others.values().stream()
                .filter(other -> other.everSpoke && nanos - other.spoke <= SILENT_NANOS)
                .count();
    }

    /** After a pause of this process its own silence is nobody's fault: everybody gets the time to speak again. */
    void awoke(long nanos) {
        others.values().forEach(other -> {
            other.spoke = nanos;
            other.heardUs = nanos;
        });
    }
}

package io.sallyport.routing.balance;

import org.jspecify.annotations.Nullable;

/**
 * The first member on the ring that belongs to the level, is open, and has no more under way than the rules allow it
 * beyond the mean (Mirrokni, Thorup and Zadimoghaddam, Consistent Hashing with Bounded Loads). A slow start does not
 * count here: it would move keys twice.
 */
final class RingHash {
    private RingHash() {}

    static @Nullable Member pick(Level level, Turn turn) {
        Ring ring = turn.balance().ring();
        double excess = turn.balance().track().rules().hash().excess();
        double allowed = excess < 0 ? Double.MAX_VALUE : (1 + excess) * mean(level);
        int place = ring.start(turn.asking().hash());
        Member busy = null;
        for (int i = 0; i < ring.size(); i++) {
            Member member = ring.owner(place);
            if (isIn(level, member) && turn.isOpen(member)) {
                if (member.load.underWay() < Math.ceil(allowed * member.view.weight())) {
                    return member;
                }
                busy = busy == null ? member : busy;
            }
            place = place + 1 == ring.size() ? 0 : place + 1;
        }
        return busy;
    }

    /** Requests under way for each unit of weight, this one included. */
    private static double mean(Level level) {
        int underWay = 1;
        int weight = 0;
        for (Member member : level.members()) {
            underWay += member.load.underWay();
            weight += member.view.weight();
        }
        return (double) underWay / weight;
    }

    private static boolean isIn(Level level, Member member) {
        for (Member each : level.members()) {
            if (each == member) {
                return true;
            }
        }
        return false;
    }
}

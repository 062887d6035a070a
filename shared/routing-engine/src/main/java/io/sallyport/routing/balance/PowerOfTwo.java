package io.sallyport.routing.balance;

import org.jspecify.annotations.Nullable;

/**
 * Power of two choices: two different members are drawn by weight, and the cheaper one goes; the cost is the peak EWMA of
 * latency times the requests under way and this one. Where costs are equal the first drawn goes, so the shares are the
 * weights exactly; and a member that is slower than all others gets nothing at all until its average has faded.
 */
final class PowerOfTwo {
    /** Latency taken for granted while the first answers of an endpoint are still under way. */
    private static final double UNKNOWN_NANOS = 1e9;

    private PowerOfTwo() {}

    static @Nullable Member pick(Level level, Turn turn) {
        Member first = drawn(level, turn, null);
        if (first == null) {
            return null;
        }
        Member second = drawn(level, turn, first);
        return second != null && cost(second, turn) < cost(first, turn) ? second : first;
    }

    /** One that is open, by weight, without the one drawn already. */
    private static @Nullable Member drawn(Level level, Turn turn, @Nullable Member without) {
        double total = 0;
        for (Member member : level.members()) {
            total += member != without && turn.isOpen(member) ? turn.weight(member) : 0;
        }
        double lot = total * turn.balance().random.nextDouble();
        Member last = null;
        for (Member member : level.members()) {
            if (member != without && turn.isOpen(member)) {
                last = member;
                lot -= turn.weight(member);
                if (lot < 0) {
                    return member;
                }
            }
        }
        return last;
    }

    private static double cost(Member member, Turn turn) {
        double latency = member.load.latencyNanos(turn.nowNanos());
        int underWay = member.load.underWay();
        return latency > 0 ? latency * (underWay + 1) : UNKNOWN_NANOS * underWay;
    }
}

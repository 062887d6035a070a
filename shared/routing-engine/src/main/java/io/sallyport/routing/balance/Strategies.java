package io.sallyport.routing.balance;

import org.jspecify.annotations.Nullable;

/** The strategies, each as a function from the members of a level to one of them that is open, or none. */
final class Strategies {
    private Strategies() {}

    static @Nullable Member pick(Level level, Turn turn) {
        return switch (turn.balance().track().rules().balance()) {
            case ROUND_ROBIN -> roundRobin(level, turn);
            case LEAST_REQUEST -> leastRequest(level, turn);
            case POWER_OF_TWO -> PowerOfTwo.pick(level, turn);
            case RING_HASH -> RingHash.pick(level, turn);
        };
    }

    private static @Nullable Member roundRobin(Level level, Turn turn) {
        return level.equal() && !turn.balance().isRamping() ? inTurn(level, turn) : inWeightedTurn(level, turn);
    }

    private static @Nullable Member inTurn(Level level, Turn turn) {
        Member[] members = level.members();
        int index = turn.balance().turnOf(level);
        for (int i = 0; i < members.length; i++) {
            Member member = members[index];
            index = index + 1 == members.length ? 0 : index + 1;
            if (turn.isOpen(member)) {
                turn.balance().turnTo(level, index);
                return member;
            }
        }
        return null;
    }

    /**
     * Each one's credit grows by its weight, the richest goes and pays what all have gained: every run of picks has the
     * right shares, and heavy endpoints are spread over it instead of coming in one bunch.
     */
    private static @Nullable Member inWeightedTurn(Level level, Turn turn) {
        Member richest = null;
        double gained = 0;
        for (Member member : level.members()) {
            if (turn.isOpen(member)) {
                double weight = turn.weight(member);
                gained += weight;
                member.credit += weight;
                if (richest == null || member.credit > richest.credit) {
                    richest = member;
                }
            }
        }
        if (richest != null) {
            richest.credit -= gained;
        }
        return richest;
    }

    /** The fewest requests under way for its weight; of equal ones the next in turn. */
    private static @Nullable Member leastRequest(Level level, Turn turn) {
        Member[] members = level.members();
        int start = turn.balance().turnOf(level);
        Member least = null;
        double leastCost = 0;
        int leastIndex = 0;
        for (int i = 0; i < members.length; i++) {
            int index = (start + i) % members.length;
            Member member = members[index];
            if (turn.isOpen(member)) {
                double cost = (member.load.underWay() + 1) / turn.weight(member);
                if (least == null || cost < leastCost) {
                    least = member;
                    leastCost = cost;
                    leastIndex = index;
                }
            }
        }
        turn.balance().turnTo(level, leastIndex + 1);
        return least;
    }
}

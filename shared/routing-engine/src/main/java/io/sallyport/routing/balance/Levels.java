package io.sallyport.routing.balance;

import java.util.ArrayList;
import java.util.List;

/**
 * Which level carries how much. A level of which enough is usable carries all that is left to it; a smaller one carries
 * its usable part times {@value #RESERVE}, and the next level the rest. When all of them together carry less than
 * everything, the parts are raised in proportion; and if the usable ones are then fewer than the panic threshold allows,
 * health is disregarded.
 */
final class Levels {
    /** How much more than its usual load an endpoint is trusted to carry. */
    static final double RESERVE = 1.4;

    private Levels() {}

    /** @param members of the track, by priority */
    static Level[] of(List<Member> members, double panic) {
        List<List<Member>> byPriority = byPriority(members);
        double[] shares = new double[byPriority.size()];
        double left = 1;
        int usable = 0;
        for (int i = 0; i < shares.length; i++) {
            int count = usable(byPriority.get(i)).length;
            usable += count;
            shares[i] = Math.min(left, RESERVE * count / byPriority.get(i).size());
            left -= shares[i];
        }
        boolean tooFew = left > 0 && usable < panic * members.size();
        return tooFew ? all(byPriority) : carried(byPriority, shares, 1 - left);
    }

    private static List<List<Member>> byPriority(List<Member> members) {
        List<List<Member>> levels = new ArrayList<>();
        int last = -1;
        for (Member member : members) {
            if (member.view.priority() != last) {
                levels.add(new ArrayList<>());
                last = member.view.priority();
            }
            levels.get(levels.size() - 1).add(member);
        }
        return levels;
    }

    private static Level[] all(List<List<Member>> byPriority) {
        Level[] levels = new Level[byPriority.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(byPriority.get(i).toArray(Member[]::new), i == 0 ? 1 : 0);
        }
        return levels;
    }

    private static Level[] carried(List<List<Member>> byPriority, double[] shares, double carried) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            Member[] usable = usable(byPriority.get(i));
            if (usable.length > 0) {
                levels.add(level(usable, shares[i] / carried));
            }
        }
        return levels.toArray(Level[]::new);
    }

    private static Member[] usable(List<Member> members) {
        return members.stream().filter(Member::isUsable).toArray(Member[]::new);
    }

    private static Level level(Member[] members, double share) {
        boolean equal = true;
        for (Member member : members) {
            equal &= member.view.weight() == members[0].view.weight();
        }
        return new Level(members[0].view.priority(), members, share, equal);
    }
}

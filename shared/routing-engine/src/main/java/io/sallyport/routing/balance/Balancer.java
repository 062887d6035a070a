package io.sallyport.routing.balance;

import io.sallyport.routing.engine.Track;
import org.jspecify.annotations.Nullable;

/**
 * Picks an endpoint of a track: first the level by priority, then the endpoint within it by the cluster's strategy.
 * Whoever is out is left out beforehand, so the others share its part instead of the next in line taking it all.
 */
public final class Balancer {
    private Balancer() {}

    /**
     * The pick for a request, or for a further try of it.
     *
     * @param track    the candidates
     * @param balance  what the loop remembers of them
     * @param asking   about the request
     * @param nowNanos monotonic
     */
    public static Pick pick(Track track, TrackBalance balance, Asking asking, long nowNanos) {
        balance.follow(track, nowNanos);
        if (!balance.due().isEmpty()) {
            Pick trial = trial(balance, asking, nowNanos);
            if (trial != null) {
                return trial;
            }
        }
        Level[] levels = balance.levels();
        if (levels.length == 0) {
            return balance.noneHealthy();
        }
        Turn turn = balance.turn();
        turn.begin(asking, nowNanos);
        Pick pick = pick(levels, turn);
        turn.end();
        return pick;
    }

    private static Pick pick(Level[] levels, Turn turn) {
        int first = levels.length == 1 ? 0 : drawn(levels, turn.balance());
        Member member = Strategies.pick(levels[first], turn);
        for (int i = 0; member == null && i < levels.length; i++) {
            member = i == first ? null : Strategies.pick(levels[i], turn);
        }
        return member == null ? none(levels, turn) : member.chosen;
    }

    /**
     * An endpoint whose time out is over gets the next request that may be repeated, so that its failure costs nobody
     * anything. Where no such request comes for as long again as the first time out, any request will do.
     */
    private static @Nullable Pick trial(TrackBalance balance, Asking asking, long nowNanos) {
        for (Member member : balance.due()) {
            boolean waitedLong = member.overdue(balance.track().rules().ejection(), nowNanos);
            if ((asking.isRepeatable() || waitedLong) && !asking.tried(member.view)) {
                Pick trial = member.tryTrial(nowNanos);
                if (trial != null) {
                    return trial;
                }
            }
        }
        return null;
    }

    private static int drawn(Level[] levels, TrackBalance balance) {
        if (levels[0].share() >= 1) {
            return 0;
        }
        double lot = balance.random.nextDouble();
        for (int i = 0; i < levels.length; i++) {
            lot -= levels[i].share();
            if (lot < 0) {
                return i;
            }
        }
        return 0;
    }

    private static Pick none(Level[] levels, Turn turn) {
        for (Level level : levels) {
            for (Member member : level.members()) {
                if (!turn.asking().tried(member.view)) {
                    return turn.balance().allFull();
                }
            }
        }
        return turn.balance().allTried();
    }
}

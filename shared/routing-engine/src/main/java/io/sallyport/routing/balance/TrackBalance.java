package io.sallyport.routing.balance;

import io.sallyport.routing.circuit.CircuitState;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop remembers to balance one track: whose turn it is, who may be picked at the moment, and the ring.
 * Outlives tables. Owner: the loop's thread.
 */
public final class TrackBalance {
    private final Loads loads;
    final RandomGenerator random;
    private Track track;
    private List<Member> members = List.of();
    private Level[] levels = {};
    private List<Member> due = List.of();
    private @Nullable Ring ring;
    private boolean ramping;
    private boolean used;
    private int movesSeen;
    private long recheckNanos;
    private Pick.NoneHealthy noneHealthy = new Pick.NoneHealthy(0, 0);
    private Pick.AllTried allTried = new Pick.AllTried(0);
    private Pick.AllFull allFull = new Pick.AllFull(0);

    private final Turn turn = new Turn(this);
    private final RetryBudget budget;
    /** By priority. */
    private final int[] turns = new int[EndpointView.PRIORITIES];

    TrackBalance(Loads loads, RandomGenerator random, RetryBudget budget, int start) {
        this.loads = loads;
        this.random = random;
        this.budget = budget;
        Arrays.fill(turns, start);
        this.track = Track.NONE;
    }

    /** The pick under way. */
    Turn turn() {
        return turn;
    }

    /** Whose turn it is in a level. */
    int turnOf(Level level) {
        return Integer.remainderUnsigned(turns[level.priority()], level.members().length);
    }

    void turnTo(Level level, int index) {
        turns[level.priority()] = index;
    }

    /** What the repeats of the cluster's requests are taken from. */
    public RetryBudget budget() {
        return budget;
    }

    Track track() {
        return track;
    }

    Level[] levels() {
        return levels;
    }

    /** Members whose time out is over. */
    List<Member> due() {
        return due;
    }

    /** Whether weights change with time at the moment. */
    boolean isRamping() {
        return ramping;
    }

    Pick.NoneHealthy noneHealthy() {
        return noneHealthy;
    }

    Pick.AllTried allTried() {
        return allTried;
    }

    Pick.AllFull allFull() {
        return allFull;
    }

    /** The ring over every member, whether usable or not, so that a change of health moves as few keys as it can. */
    Ring ring() {
        Ring made = ring;
        if (made == null) {
            made = Ring.of(members);
            ring = made;
        }
        return made;
    }

    /** Whether it was used since the last call of this. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Brings it to this track, as of now. */
    void follow(Track now, long nowNanos) {
        used = true;
        if (now != track) {
            enter(now, nowNanos);
            regroup(nowNanos);
        } else if (loads.moves() != movesSeen || nowNanos - recheckNanos >= 0) {
            regroup(nowNanos);
        }
    }

    private void enter(Track next, long nowNanos) {
        List<Member> entered = new ArrayList<>();
        for (EndpointView view : next.endpoints()) {
            EndpointLoad load = loads.of(view, next.rules(), nowNanos);
            if (view.weight() > 0) {
                entered.add(member(view, load));
            }
        }
        entered.sort(Comparator.comparingInt(member -> member.view.priority()));
        if (ring != null && !ring.isOf(entered)) {
            ring = null;
        }
        track = next;
        members = entered;
        allFull = new Pick.AllFull(next.rules().limits().requests());
    }

    /** The member that it was before, if it was one, so that a change of health does not start the turns anew. */
    private Member member(EndpointView view, EndpointLoad load) {
        for (Member known : members) {
            if (known.load == load) {
                known.update(view);
                return known;
            }
        }
        return new Member(view, load);
    }

    private void regroup(long nowNanos) {
        movesSeen = loads.moves();
        recheckNanos = nowNanos + Long.MAX_VALUE / 2;
        ramping = false;
        due = new ArrayList<>(0);
        for (Member member : members) {
            member.load.forgetLatencyOnReturn();
            member.ramp(track.rules().slowStartNanos(), nowNanos);
            if (member.isRamping(nowNanos)) {
                ramping = true;
                recheckBy(member.rampEndNanos());
            }
            regroup(member, nowNanos);
        }
        levels = Levels.of(members, track.rules().panic());
        int usable = 0;
        for (Level level : levels) {
            usable += level.members().length;
        }
        noneHealthy = new Pick.NoneHealthy(
                track.endpoints().size() - usable, track.endpoints().size());
        allTried = new Pick.AllTried(usable);
    }

    private void regroup(Member member, long nowNanos) {
        if (!member.view.isAvailable() || member.load.circuit() == null) {
            return;
        }
        CircuitState state = member.load.circuit().state();
        if (state.isDue(nowNanos)) {
            due.add(member);
        } else if (state.phase() == CircuitState.Phase.OUT) {
            recheckBy(state.untilNanos());
        }
    }

    private void recheckBy(long nanos) {
        if (nanos - recheckNanos < 0) {
            recheckNanos = nanos;
        }
    }
}

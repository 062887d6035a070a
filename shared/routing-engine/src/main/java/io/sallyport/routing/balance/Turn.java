package io.sallyport.routing.balance;

/** The pick under way on a track. One object serves all picks, for they never overlap. Owner: the loop's thread. */
final class Turn {
    private final TrackBalance balance;
    private Asking asking = Asking.ANYTHING;
    private long nowNanos;
    private int limit;

    Turn(TrackBalance balance) {
        this.balance = balance;
    }

    void begin(Asking about, long now) {
        asking = about;
        nowNanos = now;
        limit = balance.track().rules().limits().requests();
    }

    /** Lets go of the request. */
    void end() {
        asking = Asking.ANYTHING;
    }

    TrackBalance balance() {
        return balance;
    }

    Asking asking() {
        return asking;
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Whether a member may have this request: it was not tried for it, and is not full. */
    boolean isOpen(Member member) {
        return (limit == 0 || member.load.underWay() < limit) && !asking.tried(member.view);
    }

    double weight(Member member) {
        return member.weight(nowNanos);
    }
}

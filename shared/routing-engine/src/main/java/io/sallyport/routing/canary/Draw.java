package io.sallyport.routing.canary;

/**
 * Which side serves a request, and why.
 *
 * @param side   which one
 * @param reason what decided
 * @param newKey what the client is to bring next time to be on the same side; empty when it needs nothing
 */
public record Draw(Side side, Reason reason, String newKey) {
    private static final Draw CANARY_ASKED = new Draw(Side.CANARY, Reason.ASKED, "");
    private static final Draw STABLE_ASKED = new Draw(Side.STABLE, Reason.ASKED, "");
    private static final Draw CANARY_KEPT = new Draw(Side.CANARY, Reason.KEPT, "");
    private static final Draw STABLE_KEPT = new Draw(Side.STABLE, Reason.KEPT, "");
    private static final Draw CANARY_DRAWN = new Draw(Side.CANARY, Reason.DRAWN, "");
    private static final Draw STABLE_DRAWN = new Draw(Side.STABLE, Reason.DRAWN, "");

    /** The two sides. */
    public enum Side {
        STABLE,
        CANARY
    }

    /** What decides. */
    public enum Reason {
        /** The client's own word, in the field that overrides the draw. */
        ASKED,
        /** The client's key. */
        KEPT,
        /** A fresh number: the client has brought no key. */
        DRAWN
    }

    static Draw asked(Side side) {
        return side == Side.CANARY ? CANARY_ASKED : STABLE_ASKED;
    }

    static Draw kept(boolean canary) {
        return canary ? CANARY_KEPT : STABLE_KEPT;
    }

    static Draw drawn(boolean canary) {
        return canary ? CANARY_DRAWN : STABLE_DRAWN;
    }

    static Draw drawn(boolean canary, String newKey) {
        return new Draw(canary ? Side.CANARY : Side.STABLE, Reason.DRAWN, newKey);
    }
}

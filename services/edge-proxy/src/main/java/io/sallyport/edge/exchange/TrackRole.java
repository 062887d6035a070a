package io.sallyport.edge.exchange;

/** Words of the access record for the side of a canary. Gates count those that were drawn; who has asked is no sample. */
public final class TrackRole {
    public static final String STABLE = "stable";
    public static final String CANARY = "canary";
    public static final String STABLE_ASKED = "stable-asked";
    public static final String CANARY_ASKED = "canary-asked";

    /** A copy of a request, for servers whose answers nobody gets. */
    public static final String SHADOW = "shadow";

    /** A validation behind a client's back. */
    public static final String BACKGROUND = "background";

    private TrackRole() {}

    /** @param asked whether the client has asked for the side in place of being drawn */
    public static String of(boolean canary, boolean asked) {
        return canary ? (asked ? CANARY_ASKED : CANARY) : asked ? STABLE_ASKED : STABLE;
    }
}

package io.sallyport.edge.cache;

import io.sallyport.policy.engine.disclosure.Disclosure;
import io.sallyport.routing.engine.Resolution;

/** The track in a key: which servers could have given an answer. */
public final class Tracks {
    /** All of the open web is one track; no route's track is called that, because those contain a slash. */
    public static final String OPEN_WEB = "web";

    private static final String OPEN_WEB_STRICT = OPEN_WEB + "#strict";
    private static final String OPEN_WEB_TRANSPARENT = OPEN_WEB + "#transparent";

    private Tracks() {}

    /** Who tells the origin more or less of its client may get another answer, and nothing in that has to say so. */
    public static String openWeb(Disclosure disclosure) {
        return switch (disclosure) {
            case STRICT -> OPEN_WEB_STRICT;
            case TRANSPARENT -> OPEN_WEB_TRANSPARENT;
            case STANDARD, SERVER -> OPEN_WEB;
        };
    }

    /** What came by one way out is not for those who take another: sites answer by where they are asked from. */
    public static String by(String exit, String openWeb) {
        return exit.isEmpty() ? openWeb : openWeb + "#exit-" + exit;
    }

    /**
     * Rules that shape answers before they are stored are part of it: a change of theirs holds for hits at once. So is a
     * version in the path, because redirects keep it there.
     */
    public static String of(Resolution.Forward route) {
        String id = route.track().id();
        String mark = route.route().conceal().mark();
        if (route.path() != null) {
            return id + mark + "#path";
        }
        return mark.isEmpty() ? id : id + mark;
    }
}

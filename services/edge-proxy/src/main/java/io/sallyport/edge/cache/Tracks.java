package io.sallyport.edge.cache;

import io.sallyport.routing.engine.Resolution;

/** The track in a key: which servers could have given an answer. */
public final class Tracks {
    /** All of the open web is one track; no route's track is called that, because those contain a slash. */
    public static final String OPEN_WEB = "web";

    private Tracks() {}

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

package io.sallyport.routing.engine;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.PathPattern;
import io.sallyport.routing.match.RouteMatch;
import org.jspecify.annotations.Nullable;

/**
 * A route in the index.
 *
 * @param match  which requests it is for
 * @param view   what the edge needs of it
 * @param answer where its requests go
 */
record RouteEntry(RouteMatch match, RouteView view, Answer answer) {
    /** Where requests of a route go. */
    interface Answer {
        /** @param pin what {@link #pin} has found in the path */
        Resolution resolve(RequestFacts facts, @Nullable PathPin pin);

        /** Whether a path can pin a version. */
        default boolean pinsByPath() {
            return false;
        }

        /** The version in a path whose first {@code prefix} characters led to the route; {@code null} when none counts. */
        default @Nullable PathPin pin(String path, int prefix) {
            return null;
        }

        /** What a request without a version pin gets; {@code null} when no server answers. */
        default Resolution.@Nullable Forward unpinned() {
            return null;
        }
    }

    /** The version that a path pins; {@code null} when it pins none. */
    @Nullable
    PathPin pin(String path) {
        return answer.pinsByPath() && match.path() instanceof PathPattern.Prefix prefix
                ? answer.pin(path, prefix.endIn(path))
                : null;
    }
}

package io.sallyport.routing.engine;

import io.sallyport.contract.route.VersionsDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes. All but {@link
 * UnknownVersion} are made when the table is compiled; that one, which quotes the client, is made on demand.
 */
public sealed interface Resolution {
    /** Which answer it is. */
    enum Kind {
        FORWARD,
        DIRECT,
        NO_ROUTE,
        AMBIGUOUS,
        UNKNOWN_VERSION
    }

    Kind kind();

    /**
     * To one of these endpoints.
     *
     * @param route   the route that matched
     * @param cluster the cluster that it names
     * @param track   the candidates among the cluster's endpoints
     * @param path    the path without the segment that pinned a version; {@code null} when it goes on as it came
     */
    record Forward(
            RouteView route,
            ClusterView cluster,
            Track track,
            @Nullable String path) implements Resolution {
        /** With the path as it came. */
        public Forward(RouteView route, ClusterView cluster, Track track) {
            this(route, cluster, track, null);
        }

        /** The same with another path. */
        Forward withPath(String rest) {
            return new Forward(route, cluster, track, rest);
        }

        @Override
        public Kind kind() {
            return Kind.FORWARD;
        }
    }

    /** Nowhere: the route answers itself, with a redirect or a fixed answer ({@code route.actions().direct()}). */
    record Direct(RouteView route) implements Resolution {
        @Override
        public Kind kind() {
            return Kind.DIRECT;
        }
    }

    /**
     * Nowhere: servers may read the path in two ways, and these lead to different routes ({@link
     * io.sallyport.http.PathReading}).
     */
    record Ambiguous() implements Resolution {
        @Override
        public Kind kind() {
            return Kind.AMBIGUOUS;
        }
    }

    /** Nowhere: no route matches. */
    record NoRoute(Reason reason) implements Resolution {
        /** What did not match. */
        public enum Reason {
            /** No route is for this host. */
            HOST,
            /** There are routes for this host, but none fits the path, or the conditions of those that do are not met. */
            PATH
        }

        @Override
        public Kind kind() {
            return Kind.NO_ROUTE;
        }
    }

    /**
     * Nowhere: the client asks for a version that no endpoint runs.
     *
     * @param route   the route that matched
     * @param rule    what the route says of it, which is not {@code FALL_BACK}
     * @param version what the client wrote, cut to {@value VersionRule#MAX_VERSION} characters; quote it before
     *     showing it
     * @param known   what it may write, in text order
     */
    record UnknownVersion(RouteView route, VersionsDocument.Unknown rule, String version, List<String> known)
            implements Resolution {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN_VERSION;
        }
    }
}

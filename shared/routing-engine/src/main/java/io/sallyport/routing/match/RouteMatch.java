package io.sallyport.routing.match;

import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.RequestFacts;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Which requests a route is for, and how it ranks among the others that are for the same request. */
public final class RouteMatch {
    /**
     * In the order in which routes are tried: the highest priority first, then the more specific host, then the more
     * specific path, then more conditions. Routes that are equal in all that are tried in the order of the document.
     */
    public static final Comparator<RouteMatch> ORDER = RouteMatch::compare;

    private final int priority;
    private final HostPattern host;
    private final PathPattern path;
    private final Conditions conditions;
    private final boolean unconditional;

    private RouteMatch(int priority, HostPattern host, PathPattern path, Conditions conditions) {
        this.priority = priority;
        this.host = host;
        this.path = path;
        this.conditions = conditions;
        this.unconditional = conditions.count() == 0;
    }

    /** {@code null} when the host or the template is none. */
    public static @Nullable RouteMatch of(RouteDocument route) {
        HostPattern host = HostPattern.of(route.match().host());
        PathPattern path = PathPattern.of(route.match());
        return host == null || path == null
                ? null
                : new RouteMatch(route.priority(), host, path, Conditions.of(route.match()));
    }

    public int priority() {
        return priority;
    }

    public HostPattern host() {
        return host;
    }

    public PathPattern path() {
        return path;
    }

    /** Whether method, fields and parameters are as it wants them; host and path are not looked at. */
    public boolean conditionsHold(RequestFacts facts) {
        return unconditional || conditions.hold(facts);
    }

    /**
     * The first thing that does not fit, in words: {@code host}, {@code path}, {@code method}, {@code header NAME} or
     * {@code query NAME}; empty when everything does.
     *
     * @param canonical the path of the facts in its canonical spelling
     */
    public String unmet(RequestFacts facts, String canonical) {
        if (!host.matches(facts.authority().host())) {
            return "host";
        }
        return path.matches(canonical) ? conditions.unmet(facts) : "path";
    }

    private static int compare(RouteMatch one, RouteMatch other) {
        if (one.priority != other.priority) {
            return Integer.compare(other.priority, one.priority);
        }
        int byHost = one.host.compareTo(other.host);
        if (byHost != 0) {
            return byHost;
        }
        int byPath = one.path.compareTo(other.path);
        return byPath != 0 ? byPath : other.conditions.count() - one.conditions.count();
    }

    /** Whether this is for every request that the other is for. */
    public boolean covers(RouteMatch other) {
        return host.covers(other.host) && path.covers(other.path) && conditions.areImpliedBy(other.conditions);
    }

    /** Whether only the order of the document says which of the two a request takes that both are for. */
    public boolean isAmbiguousWith(RouteMatch other) {
        return compare(this, other) == 0
                && host.equals(other.host)
                && path.overlaps(other.path)
                && !conditions.exclude(other.conditions);
    }
}

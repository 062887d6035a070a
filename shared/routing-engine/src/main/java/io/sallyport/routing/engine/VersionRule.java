package io.sallyport.routing.engine;

import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import io.sallyport.http.Cookies;
import io.sallyport.http.QueryParameters;
import io.sallyport.http.RequestFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version serves a request of a route. The places where a client may pin one are looked at in the order field,
 * parameter, cookie, path; the first that is not blank decides. A pin names a version, or its first numbers: {@code 1}
 * means every 1 when no server runs a version of just that name.
 */
final class VersionRule {
    /** A longer pin is unknown without a look-up: no version is that long. */
    static final int MAX_VERSION = 64;

    /** Makes a range of the first numbers of a version. */
    static final String WILD = ".x";

    private final RouteView view;
    private final ByDocument by;
    private final VersionsDocument.Unknown unknown;
    private final List<String> known;
    private final Resolution.Forward unpinned;
    private final Map<String, Resolution.Forward> pinned;

    VersionRule(RouteView view, VersionsDocument document, ClusterView cluster) {
        this.view = view;
        this.by = document.by();
        this.unknown = document.unknown();
        this.known = cluster.versions();
        this.unpinned = new Resolution.Forward(view, cluster, cluster.select(document.fallback()));
        this.pinned = pinned(view, cluster);
    }

    private static Map<String, Resolution.Forward> pinned(RouteView view, ClusterView cluster) {
        Map<String, Resolution.Forward> answers = new HashMap<>();
        for (String version : cluster.versions()) {
            answers.put(version, new Resolution.Forward(view, cluster, cluster.select(version)));
        }
        for (String range : cluster.ranges()) {
            Track track = cluster.select(range);
            if (range.endsWith(WILD) && !track.endpoints().isEmpty()) {
                Resolution.Forward forward = new Resolution.Forward(view, cluster, track);
                answers.putIfAbsent(range, forward);
                answers.putIfAbsent(range.substring(0, range.length() - WILD.length()), forward);
            }
        }
        return Map.copyOf(answers);
    }

    /** What a request without a pin gets. */
    Resolution.Forward unpinned() {
        return unpinned;
    }

    boolean pinsByPath() {
        return by.path();
    }

    /** The version in a path whose first {@code prefix} characters led to the route; {@code null} when none counts. */
    @Nullable
    PathPin pin(String path, int prefix) {
        return by.path() ? PathPin.of(path, prefix) : null;
    }

    /** @param pin the version in the path, which is taken off whichever version it comes to be */
    Resolution resolve(RequestFacts facts, @Nullable PathPin pin) {
        String version = wanted(facts);
        if (version.isEmpty() && pin != null) {
            version = pin.version();
        }
        Resolution.Forward forward = version.isEmpty() ? unpinned : pinned(version);
        if (forward == null) {
            return unknown(version);
        }
        return pin == null ? forward : forward.withPath(pin.path());
    }

    private Resolution.@Nullable Forward pinned(String version) {
        Resolution.Forward forward = version.length() > MAX_VERSION ? null : pinned.get(version);
        return forward == null && unknown == VersionsDocument.Unknown.FALL_BACK ? unpinned : forward;
    }

    private String wanted(RequestFacts facts) {
        String version = by.header().isEmpty() ? "" : text(facts.headers().get(by.header()));
        if (version.isEmpty() && !by.query().isEmpty()) {
            version = text(QueryParameters.first(facts.query(), by.query()));
        }
        if (version.isEmpty() && !by.cookie().isEmpty()) {
            version = text(Cookies.value(facts.headers(), by.cookie()));
        }
        return version;
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }

    private Resolution unknown(String version) {
        String shown = version.length() > MAX_VERSION ? version.substring(0, MAX_VERSION) : version;
        return new Resolution.UnknownVersion(view, unknown, shown, known);
    }
}

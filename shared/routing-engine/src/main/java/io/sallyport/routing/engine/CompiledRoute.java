package io.sallyport.routing.engine;

import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderView;
import io.sallyport.routing.conceal.ConcealView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One route with its answers. Without a pin there is one answer, every endpoint. With a pin, the first value of the
 * pin's field names the version; a request without it (or with a blank one) goes to the default version, or to every
 * endpoint when the default is empty.
 */
final class CompiledRoute {
    /** A longer pin is unknown without a look-up: no version is that long. */
    static final int MAX_VERSION = 64;

    private final RouteMatch match;
    private final RouteView view;
    private final List<String> known;
    private final @Nullable String pin;
    private final Resolution.Forward unpinned;
    private final Map<String, Resolution.Forward> pinned;

    CompiledRoute(RouteMatch match, RouteDocument document, ClusterView cluster) {
        this.match = match;
        this.view = new RouteView(
                document.name(),
                cluster.name(),
                document.cache().enabled(),
                document.headTimeout()
                        .map(timeout -> Math.max(1, timeout.toMillis()))
                        .orElse(0L),
                ConcealView.of(document, addresses(cluster)));
        this.known = cluster.versions();
        this.pin = document.versions().map(versions -> versions.by().header()).orElse(null);
        String fallback = document.versions().map(VersionsDocument::fallback).orElse("");
        this.unpinned = new Resolution.Forward(view, cluster, unpinnedTrack(cluster, fallback));
        this.pinned = pinned(view, cluster);
    }

    private static List<Authority> addresses(ClusterView cluster) {
        return cluster.endpoints().stream()
                .map(endpoint -> new Authority(endpoint.host(), endpoint.port()))
                .toList();
    }

    /** A default version that nothing runs makes an empty track: an outage to report, not a reason to guess. */
    private static Track unpinnedTrack(ClusterView cluster, String fallback) {
        if (fallback.isEmpty()) {
            return cluster.every();
        }
        Track track = cluster.track(fallback);
        return track == null ? new Track(cluster.name(), fallback, List.of()) : track;
    }

    private static Map<String, Resolution.Forward> pinned(RouteView view, ClusterView cluster) {
        Map<String, Resolution.Forward> answers = new HashMap<>();
        for (String version : cluster.versions()) {
            Track track = cluster.track(version);
            if (track != null) {
                answers.put(version, new Resolution.Forward(view, cluster, track));
            }
        }
        return Map.copyOf(answers);
    }

    RouteMatch match() {
        return match;
    }

    RouteView view() {
        return view;
    }

    /** What a request without a pin gets. */
    Resolution.Forward unpinned() {
        return unpinned;
    }

    Resolution resolve(HeaderView headers) {
        String written = pin == null ? null : headers.get(pin);
        if (written == null) {
            return unpinned;
        }
        String version = written.strip();
        if (version.isEmpty()) {
            return unpinned;
        }
        Resolution.Forward forward = version.length() > MAX_VERSION ? null : pinned.get(version);
        return forward == null ? unknown(version) : forward;
    }

    private Resolution unknown(String version) {
        String shown = version.length() > MAX_VERSION ? version.substring(0, MAX_VERSION) : version;
        return new Resolution.UnknownVersion(view, shown, known);
    }
}

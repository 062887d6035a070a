package io.sallyport.routing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One compiled cluster: its endpoints, and the tracks that they form. */
public final class ClusterView {
    private final String name;
    private final Track every;
    private final Map<String, Track> byVersion;
    private final List<String> versions;

    ClusterView(String name, List<EndpointView> endpoints) {
        this.name = name;
        this.every = new Track(name, "", endpoints);
        Map<String, List<EndpointView>> grouped = new TreeMap<>();
        for (EndpointView endpoint : endpoints) {
            if (!endpoint.version().isEmpty()) {
                grouped.computeIfAbsent(endpoint.version(), version -> new ArrayList<>())
                        .add(endpoint);
            }
        }
        Map<String, Track> tracks = new TreeMap<>();
        grouped.forEach((version, members) -> tracks.put(version, new Track(name, version, members)));
        this.byVersion = Map.copyOf(tracks);
        this.versions = List.copyOf(tracks.keySet());
    }

    public String name() {
        return name;
    }

    /** In document order. */
    public List<EndpointView> endpoints() {
        return every.endpoints();
    }

    /** Versions that at least one endpoint runs, in text order. */
    public List<String> versions() {
        return versions;
    }

    /** The track of every endpoint, whatever its version. */
    public Track every() {
        return every;
    }

    /** The endpoints that run a version, or {@code null} when none does. */
    public @Nullable Track track(String version) {
        return byVersion.get(version);
    }

    /**
     * The endpoints that pass, as a track of their own.
     *
     * @param label tells it from the cluster's other tracks; stands where a version does
     */
    public Track subset(String label, Predicate<EndpointView> members) {
        return new Track(name, label, endpoints().stream().filter(members).toList());
    }

    @Override
    public String toString() {
        return name + endpoints();
    }
}

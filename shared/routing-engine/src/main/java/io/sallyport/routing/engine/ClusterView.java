package io.sallyport.routing.engine;

import io.sallyport.routing.version.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One compiled cluster: its endpoints, and the tracks that they form. */
public final class ClusterView {
    private final String name;
    private final ClusterRules rules;
    private final Track every;
    private final Map<String, Track> byVersion;
    private final Map<String, Track> byRange;
    private final List<String> versions;

    /** @param ranges of versions that something may select */
    ClusterView(String name, ClusterRules rules, List<EndpointView> endpoints, Set<String> ranges) {
        this.name = name;
        this.rules = rules;
        this.every = new Track(name, "", endpoints, rules);
        Map<String, List<EndpointView>> grouped = new TreeMap<>();
        for (EndpointView endpoint : endpoints) {
            if (!endpoint.version().isEmpty()) {
                grouped.computeIfAbsent(endpoint.version(), version -> new ArrayList<>())
                        .add(endpoint);
            }
        }
        Map<String, Track> tracks = new TreeMap<>();
        grouped.forEach((version, members) -> tracks.put(version, new Track(name, version, members, rules)));
        this.byVersion = Map.copyOf(tracks);
        this.versions = List.copyOf(tracks.keySet());
        Map<String, Track> ranged = new TreeMap<>();
        ranges.forEach(range -> ranged.put(range, inRange(range)));
        this.byRange = Map.copyOf(ranged);
    }

    private Track inRange(String text) {
        VersionRange range = VersionRange.parse(text);
        return new Track(
                name,
                text,
                endpoints().stream()
                        .filter(endpoint -> range != null && range.contains(endpoint.version()))
                        .toList(),
                rules);
    }

    public String name() {
        return name;
    }

    /** How the traffic is shared. */
    public ClusterRules rules() {
        return rules;
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
        return new Track(name, label, endpoints().stream().filter(members).toList(), rules);
    }

    /**
     * The endpoints that a selector of the document names: all of them when it is empty, else those of a version or of a
     * range. A track without endpoints when there are none: that is an outage to report, not a reason to guess.
     */
    public Track select(String selector) {
        if (selector.isEmpty()) {
            return every;
        }
        Track track = byVersion.get(selector);
        Track found = track == null ? byRange.get(selector) : track;
        return found == null ? inRange(selector) : found;
    }

    /** The ranges that have a track. */
    Set<String> ranges() {
        return byRange.keySet();
    }

    /** Every track that was compiled. */
    public Stream<Track> tracks() {
        return Stream.concat(Stream.of(every), Stream.concat(byVersion.values().stream(), byRange.values().stream()));
    }

    @Override
    public String toString() {
        return name + endpoints();
    }
}

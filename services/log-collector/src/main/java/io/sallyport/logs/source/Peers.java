package io.sallyport.logs.source;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.service.Roster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The other collectors. One that was there and is not any more is remembered for a while: until then its records are missed,
 * unless another comes in its place. Safe from any thread.
 */
public final class Peers {
    private static final String SERVICE = "log-collector";
    private static final Duration MISSED = Duration.ofMinutes(10);
    private static final int MAX = 64;

    private final Roster roster;
    private final String own;
    private final Clock clock;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** One of them. */
    public record Peer(String instance, HostPort api) {}

    private record Seen(String instance, Instant at) {}

    /** @param own instance id of this collector */
    public Peers(Roster roster, String own, Clock clock) {
        this.roster = roster;
        this.own = own;
        this.clock = clock;
    }

    /** Those that can be asked, at most 64. */
    public synchronized List<Peer> present() {
        Instant now = clock.instant();
        List<Peer> present = roster.ready(SERVICE).stream()
                .filter(found -> !found.instance().equals(own))
                .limit(MAX)
                .map(Peers::peer)
                .toList();
        present.forEach(peer -> seen.put(peer.api().toString(), new Seen(peer.instance(), now)));
        seen.values().removeIf(known -> known.at().isBefore(now.minus(MISSED)));
        while (seen.size() > 2 * MAX) {
            seen.remove(seen.keySet().iterator().next());
        }
        return present;
    }

    /** Instances that were there a while ago and are not now. */
    public synchronized List<String> absent() {
        List<String> present = present().stream().map(Peer::instance).toList();
        return seen.values().stream()
                .map(Seen::instance)
                .filter(instance -> !present.contains(instance))
                .distinct()
                .toList();
    }

    private static Peer peer(ServiceAnnouncement found) {
        return new Peer(found.instance(), HostPort.parse(found.api()));
    }
}

package io.sallyport.logs.servers;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.record.KeptRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every server of every cluster, from health reports and from traffic. A server that the routes no longer name is
 * forgotten an hour after its last traffic. Safe from any thread: everything is guarded by this object's monitor, which
 * is taken once per batch.
 */
public final class Inventory {
    private static final int MAX_SERVERS = 2000;
    private static final Duration REMEMBER = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Server> byId = new TreeMap<>();
    private final Map<Written, Server> byWritten = new HashMap<>();
    private long routeGeneration;

    /** An endpoint as messages name it; remembered, because making an id costs more than a look-up per record. */
    private record Written(String cluster, String endpoint) {}

    public Inventory(Clock clock) {
        this.clock = clock;
    }

    /** Takes the health of all endpoints. */
    public synchronized void report(HealthReport report) {
        Instant now = clock.instant();
        Set<Server> named = new HashSet<>();
        for (EndpointHealth found : report.endpoints()) {
            Server server = server(found.cluster(), found.endpoint(), now);
            if (server != null) {
                server.probed(found, now);
                server.drifts(drifts(report, found));
                named.add(server);
            }
        }
        if (report.routeGeneration() >= routeGeneration) {
            routeGeneration = report.routeGeneration();
            byId.values().stream().filter(server -> !named.contains(server)).forEach(Server::dropped);
        }
        Instant before = now.minus(REMEMBER);
        if (byId.values().removeIf(server -> server.isForgettable(before))) {
            byWritten.clear();
        }
    }

    private static List<String> drifts(HealthReport report, EndpointHealth found) {
        return report.drifts().stream()
                .filter(drift -> drift.cluster().equals(found.cluster())
                        && drift.endpoints().contains(found.endpoint()))
                .map(VersionDrift::text)
                .toList();
    }

    /** Counts traffic; records without a cluster are not about a server of ours. */
    public synchronized void traffic(List<KeptRecord> records) {
        Instant now = clock.instant();
        for (KeptRecord kept : records) {
            AccessRecord access = kept.access();
            if (!access.cluster().isEmpty() && !access.endpoint().isEmpty()) {
                Server server = server(access.cluster(), access.endpoint(), now);
                if (server != null) {
                    server.served(kept, now);
                }
            }
        }
    }

    /** Every server, sorted by id. */
    public synchronized List<ServerView> servers() {
        Instant now = clock.instant();
        return byId.values().stream().map(server -> server.view(now)).toList();
    }

    /** The server of this id, {@code cluster@host:port}. */
    public synchronized Optional<ServerView> server(String id) {
        return Optional.ofNullable(byId.get(id)).map(server -> server.view(clock.instant()));
    }

    /** The server, made when it is new; {@code null} when there is no room for more. */
    private Server server(String cluster, String endpoint, Instant now) {
        Written written = new Written(cluster, endpoint);
        Server known = byWritten.get(written);
        if (known != null) {
            return known;
        }
        String id = cluster + "@" + ServerAddress.of(endpoint);
        Server server = byId.get(id);
        if (server == null && byId.size() < MAX_SERVERS) {
            server = new Server(id, cluster, endpoint, now);
            byId.put(id, server);
        }
        if (server != null && byWritten.size() < 2 * MAX_SERVERS) {
            byWritten.put(written, server);
        }
        return server;
    }
}

package io.sallyport.logs.servers;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.logs.record.KeptRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What this collector has heard of servers: the newest health reports, and the traffic that its records tell of. A server
 * that the routes no longer name is forgotten an hour after its last traffic. Safe from any thread: everything is guarded by
 * this object's monitor, which is taken once per batch.
 */
public final class Inventory {
    /** Servers that are told apart. */
    public static final int SERVERS_MAX = 2000;

    private static final Duration REMEMBER = Duration.ofHours(1);

    private final Clock clock;
    private final Instant since;
    private final Map<String, Server> byId = new TreeMap<>();
    private final Map<Written, Server> byWritten = new HashMap<>();
    private HealthReport health = new HealthReport("", 0, List.of());

    /** An endpoint as messages name it; remembered, because making an id costs more than a look-up per record. */
    private record Written(String cluster, String endpoint) {}

    public Inventory(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Takes the health of all endpoints. */
    public synchronized void report(HealthReport report) {
        health = HealthMerge.after(health, report);
        Set<String> named = new HashSet<>();
        for (EndpointHealth found : health.endpoints()) {
            named.add(ServerAddress.id(found.cluster(), found.endpoint()));
        }
        Instant before = clock.instant().minus(REMEMBER);
        boolean forgotten = byId.entrySet()
                .removeIf(entry ->
                        !named.contains(entry.getKey()) && entry.getValue().isForgettable(before));
        if (forgotten) {
            byWritten.clear();
        }
    }

    /** The newest that is known of the health of endpoints. */
    public synchronized HealthReport health() {
        return health;
    }

    /** Counts traffic; records without a cluster are not about a server of ours. */
    public synchronized void traffic(List<KeptRecord> records) {
        Instant now = clock.instant();
        for (KeptRecord kept : records) {
            Server server = server(kept.access(), now);
            if (server != null) {
                server.served(kept, now);
            }
        }
    }

    /** Takes records of before the start, as last records of their servers; they are not counted. */
    public synchronized void recall(Collection<KeptRecord> records) {
        Map<Server, List<KeptRecord>> byServer = new HashMap<>();
        for (KeptRecord kept : records) {
            Server server = server(kept.access(), clock.instant());
            if (server != null) {
                byServer.computeIfAbsent(server, first -> new ArrayList<>()).add(kept);
            }
        }
        byServer.forEach(Server::recall);
    }

    /** @param collector how this one is called */
    public synchronized TrafficAnswer answer(TrafficQuestion question, String collector) {
        Instant now = clock.instant();
        boolean one = !question.server().isEmpty();
        List<ServerFigures> figures = byId.entrySet().stream()
                .filter(entry -> !one || entry.getKey().equals(question.server()))
                .map(entry -> entry.getValue().figures(now, one))
                .toList();
        return new TrafficAnswer(collector, since, figures);
    }

    /** The server, made when it is new; {@code null} when there is no room for more, or it is none of ours. */
    private Server server(AccessRecord access, Instant now) {
        if (access.cluster().isEmpty() || access.endpoint().isEmpty()) {
            return null;
        }
        Written written = new Written(access.cluster(), access.endpoint());
        Server known = byWritten.get(written);
        if (known != null) {
            return known;
        }
        String id = ServerAddress.id(written.cluster(), written.endpoint());
        Server server = byId.get(id);
        if (server == null && byId.size() < SERVERS_MAX) {
            server = new Server(id, written.cluster(), written.endpoint(), now);
            byId.put(id, server);
        }
        if (server != null && byWritten.size() < 2 * SERVERS_MAX) {
            byWritten.put(written, server);
        }
        return server;
    }
}

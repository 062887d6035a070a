package io.sallyport.logs.servers;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.servers.ServerView.Health;
import io.sallyport.logs.servers.ServerView.HealthChange;
import io.sallyport.logs.servers.ServerView.RecentError;
import io.sallyport.logs.servers.ServerView.VersionChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One server of the {@link Inventory}, which guards it. */
final class Server {
    private static final int MAX_CHANGES = 20;
    private static final int MAX_ERRORS = 10;
    private static final int MAX_PATH = 256;

    private final String id;
    private final String cluster;
    private final RecentTraffic traffic = new RecentTraffic();
    private final Deque<VersionChange> versions = new ArrayDeque<>();
    private final Deque<HealthChange> states = new ArrayDeque<>();
    private final Deque<RecentError> errors = new ArrayDeque<>();
    private Map<String, String> facts = Map.of();
    private List<String> drift = List.of();
    private String endpoint;
    private boolean configured;
    private Health health;
    private Optional<Instant> lastSeen = Optional.empty();
    private Instant touched;

    Server(String id, String cluster, String endpoint, Instant now) {
        this.id = id;
        this.cluster = cluster;
        this.endpoint = endpoint;
        this.touched = now;
        this.health = new Health("unknown", "no health report yet", now, Optional.empty());
    }

    /** Takes what a probe found, unless something newer is known. */
    void probed(EndpointHealth found, Instant now) {
        configured = true;
        touched = now;
        if (health.checkedAt().filter(found.checkedAt()::isBefore).isPresent()) {
            return;
        }
        endpoint = found.endpoint();
        String state = found.state().name().toLowerCase(Locale.ROOT);
        if (states.isEmpty() || !states.getLast().state().equals(state)) {
            push(states, new HealthChange(state, found.reason(), found.since()), MAX_CHANGES);
        }
        health = new Health(state, found.reason(), found.since(), Optional.of(found.checkedAt()));
        version(found.version(), found.checkedAt());
        facts = found.facts();
    }

    /** Takes what the newest report says of its version. */
    void drifts(List<String> texts) {
        drift = texts;
    }

    /** The newest routes no longer name it. */
    void dropped() {
        configured = false;
    }

    void served(KeptRecord kept, Instant now) {
        AccessRecord access = kept.access();
        traffic.add(kept, now.toEpochMilli());
        lastSeen = Optional.of(now);
        touched = now;
        if (versions.isEmpty()) {
            version(access.version(), now);
        }
        if (kept.isError()) {
            push(errors, error(kept), MAX_ERRORS);
        }
    }

    boolean isForgettable(Instant before) {
        return !configured && touched.isBefore(before);
    }

    ServerView view(Instant now) {
        return new ServerView(
                id,
                cluster,
                endpoint,
                configured,
                versions.isEmpty() ? "" : versions.getLast().version(),
                facts,
                drift,
                health,
                traffic.figures(now.toEpochMilli()),
                lastSeen,
                versions.stream().toList(),
                states.stream().toList(),
                errors.stream().toList());
    }

    private void version(String version, Instant since) {
        String from = versions.isEmpty() ? "" : versions.getLast().version();
        if (!version.isEmpty() && !version.equals(from)) {
            push(versions, new VersionChange(from, version, since), MAX_CHANGES);
        }
    }

    private static RecentError error(KeptRecord kept) {
        AccessRecord access = kept.access();
        String path = access.path();
        return new RecentError(
                Instant.EPOCH.plus(kept.endedAtMicros(), ChronoUnit.MICROS),
                access.status(),
                access.outcome().token(),
                access.method(),
                path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH),
                kept.edge(),
                access.sequence());
    }

    private static <T> void push(Deque<T> newestLast, T item, int max) {
        if (newestLast.size() == max) {
            newestLast.removeFirst();
        }
        newestLast.addLast(item);
    }
}

package io.sallyport.logs.alarm;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.StoreState;
import io.sallyport.logs.fleet.Fleet;
import io.sallyport.logs.fleet.FleetFacts;
import io.sallyport.logs.fleet.ServerStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for alarms once a second, and says in the log when one begins and ends; of several collectors the first of the roster says
 * it. Owner: the context on which it was started; {@link #standing()} is safe from any thread.
 */
public final class AlarmDuty {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmDuty.class);
    private static final long LOOK_MILLIS = 1000;
    private static final int LINES_MAX = 20;
    private static final String COLLECTOR = "log-collector";

    private final ServiceEnvironment environment;
    private final Fleet fleet;
    private final String instance;
    private final AlarmBook book = new AlarmBook();
    private final Losses losses = new Losses();
    private long timer = -1;

    /** @param instance how this collector is called in the roster */
    public AlarmDuty(ServiceEnvironment environment, Fleet fleet, String instance, Metrics metrics) {
        this.environment = environment;
        this.fleet = fleet;
        this.instance = instance;
        for (AlarmKind kind : AlarmKind.values()) {
            for (Severity severity : Severity.values()) {
                metrics.gauge(
                        "sallyport_alarms",
                        "Alarms that stand.",
                        () -> count(kind, severity),
                        "kind",
                        kind.token(),
                        "severity",
                        severity.token());
            }
        }
    }

    private long count(AlarmKind kind, Severity severity) {
        return standing().stream()
                .filter(alarm ->
                        alarm.kind().equals(kind.token()) && alarm.severity().equals(severity.token()))
                .count();
    }

    public void start() {
        timer = environment.vertx().setPeriodic(LOOK_MILLIS, id -> look());
    }

    /** Those that stand, as of the last second: critical ones first, then by kind and subject. */
    public List<Alarm> standing() {
        return book.standing();
    }

    private void look() {
        Instant now = environment.clock().instant();
        AlarmBook.Change change = book.look(find(now), now);
        boolean speaks = environment.roster().ready(COLLECTOR).stream()
                .findFirst()
                .map(first -> first.instance().equals(instance))
                .orElse(true);
        if (speaks) {
            tell(change);
        }
    }

    private List<Finding> find(Instant now) {
        FleetFacts known = fleet.facts();
        StoreState store = environment.store().state();
        AlarmFacts facts = new AlarmFacts(
                known,
                ServerStates.of(known, now),
                environment.roster().all(),
                losses.look(environment.roster().all(), now),
                store.connected() ? Optional.empty() : Optional.of(store.detail()));
        List<Finding> found = new ArrayList<>(ServerAlarms.find(facts));
        found.addAll(ServiceAlarms.find(facts, found));
        return found;
    }

    private static void tell(AlarmBook.Change change) {
        change.begun().stream()
                .limit(LINES_MAX)
                .forEach(alarm -> LOG.warn("alarm {} ({}): {}", alarm.id(), alarm.severity(), alarm.text()));
        change.ended().stream().limit(LINES_MAX).forEach(alarm -> LOG.info("alarm {} is over", alarm.id()));
        int more = Math.max(0, change.begun().size() - LINES_MAX)
                + Math.max(0, change.ended().size() - LINES_MAX);
        if (more > 0) {
            LOG.warn("{} more alarms have begun or are over, see /v1/alarms", more);
        }
    }

    public void close() {
        environment.vertx().cancelTimer(timer);
    }
}

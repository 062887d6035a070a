package io.sallyport.router.health;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.Suspect;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.router.versions.HistoryBook;
import io.sallyport.routing.drift.DriftFinder;
import io.sallyport.routing.drift.DriftWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One probe for each endpoint of the published routes, running while this instance leads. The whole report is told after
 * a change, and every five seconds for edges that start late or missed one. Runs on one context.
 */
public final class ProbeFleet {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeFleet.class);
    private static final long REPEAT_MILLIS = 5_000;

    /** Changes that come together, such as a machine going down, are told together. */
    private static final long GATHER_MILLIS = 20;

    private final Vertx vertx;
    private final HealthBoard board;
    private final HistoryBook<VersionHistory> versions;
    private final HistoryBook<HealthHistory> states;
    private final Supplier<List<Suspect>> suspects;
    private final ProbeTools tools;
    private final Map<ProbeTarget.Key, EndpointProbe> probes = new LinkedHashMap<>();
    private @Nullable RouteSnapshot snapshot;
    private boolean leading;
    private long repeat = -1;
    private long gather = -1;
    private DriftWatch drift = DriftWatch.NOTHING;

    /**
     * Probes nothing before it leads.
     *
     * @param suspects endpoints that edges find bad; told with what probes find
     * @param random   spreads probes over time
     */
    public ProbeFleet(
            ServiceEnvironment environment,
            HealthBoard board,
            Supplier<List<Suspect>> suspects,
            RandomGenerator random,
            Metrics metrics) {
        this.vertx = environment.vertx();
        this.board = board;
        this.suspects = suspects;
        this.versions = HistoryBook.versions(environment.store());
        this.states = HistoryBook.states(environment.store());
        String help = "Health probes carried out.";
        this.tools = new ProbeTools(
                vertx,
                new ProbeClient(vertx, new ProbeTrust(vertx, environment.folder(), environment.clock())),
                environment.clock(),
                random,
                metrics.counter("sallyport_probes_total", help, "result", "success"),
                metrics.counter("sallyport_probes_total", help, "result", "failure"));
    }

    /** Takes newer routes. Probes of endpoints that stay go on with what they know. */
    public void apply(RouteSnapshot next) {
        snapshot = next;
        if (leading) {
            reconcile(next);
        }
    }

    /** Begins or ends the duty to probe; nothing happens when it is as before. */
    public void lead(boolean leads) {
        if (leads == leading) {
            return;
        }
        leading = leads;
        LOG.info(leads ? "this instance probes from now on" : "another instance probes from now on");
        if (!leads) {
            stopAll();
            versions.forget();
            states.forget();
        } else {
            drift = new DriftWatch(board.latest().drifts());
            repeat = vertx.setPeriodic(REPEAT_MILLIS, id -> report());
            if (snapshot != null) {
                reconcile(snapshot);
            }
        }
    }

    /** Whether this instance has the duty to probe. */
    public boolean leads() {
        return leading;
    }

    private void reconcile(RouteSnapshot next) {
        Map<ProbeTarget.Key, ProbeTarget> wanted = new LinkedHashMap<>();
        for (ClusterDocument cluster : next.document().clusters()) {
            for (EndpointDocument endpoint : cluster.endpoints()) {
                ProbeTarget target = ProbeTarget.of(cluster, endpoint);
                wanted.put(target.key(), target);
            }
        }
        probes.entrySet().removeIf(probe -> {
            boolean gone = !wanted.containsKey(probe.getKey());
            if (gone) {
                probe.getValue().stop();
            }
            return gone;
        });
        wanted.forEach(this::keep);
        report();
    }

    private void keep(ProbeTarget.Key key, ProbeTarget target) {
        EndpointProbe running = probes.get(key);
        if (running == null) {
            EndpointProbe probe = new EndpointProbe(tools, target, board.find(key), this::changed);
            probes.put(key, probe);
            probe.start();
        } else {
            running.retarget(target);
        }
    }

    /** Something is to be told before the next report is due. */
    public void changed() {
        if (leading && gather < 0) {
            gather = vertx.setTimer(GATHER_MILLIS, id -> report());
        }
    }

    private void report() {
        vertx.cancelTimer(gather);
        gather = -1;
        if (snapshot != null) {
            List<EndpointHealth> healths = healths(probe -> true);
            Instant now = tools.clock().instant();
            versions.note(healths(EndpointProbe::isVersionSure), now);
            states.note(healths, now);
            HealthReport seen = new HealthReport("", snapshot.generation(), healths);
            drift = drift.after(DriftFinder.find(snapshot, seen, now));
            board.publish(new HealthReport("", snapshot.generation(), healths, drift.told(now), suspects.get()));
        }
    }

    private List<EndpointHealth> healths(Predicate<EndpointProbe> which) {
        return probes.values().stream().filter(which).map(EndpointProbe::health).toList();
    }

    private void stopAll() {
        vertx.cancelTimer(repeat);
        vertx.cancelTimer(gather);
        gather = -1;
        probes.values().forEach(EndpointProbe::stop);
        probes.clear();
    }

    /** Ends all probing for good. */
    public Future<Void> close() {
        leading = false;
        stopAll();
        return tools.client().close();
    }
}

package io.sallyport.edge.fingerprint;

import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.edge.fingerprint.ProbeClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Asks every route as an outsider would, and says what the answers tell of our servers. One run at a time, with a pause
 * between two, bounded in questions and in time. Safe from any thread.
 */
public final class Fingerprint {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Clock clock;
    private final List<ListenerConfig> listeners;
    private final Supplier<Map<String, Integer>> ports;
    private final Supplier<RoutesDocument> routes;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant nextStart = Instant.MIN;

    /**
     * @param ports  bound port by listener, asked at each run
     * @param routes the routes in force, asked at each run
     */
    public Fingerprint(
            Vertx vertx,
            Clock clock,
            List<ListenerConfig> listeners,
            Supplier<Map<String, Integer>> ports,
            Supplier<RoutesDocument> routes) {
        this.vertx = vertx;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        this.ports = ports;
        this.routes = routes;
    }

    /** Begins a run; {@code null} when one is under way or has just ended. */
    public Future<FingerprintReport> run() {
        if (clock.instant().isBefore(nextStart) || !running.compareAndSet(false, true)) {
            return null;
        }
        Run run = new Run(ProbePlan.of(listeners, ports.get(), routes.get()), clock.instant());
        return run.start().onComplete(over -> {
            nextStart = clock.instant().plus(PAUSE);
            running.set(false);
        });
    }

    /** One run. Owner: the context that began it. */
    private final class Run {
        private final ProbePlan plan;
        private final Instant start;
        private final ProbeClient client = new ProbeClient(vertx);
        private final Findings findings = new Findings();
        private final Promise<FingerprintReport> report = Promise.promise();
        private int asked;

        Run(ProbePlan plan, Instant start) {
            this.plan = plan;
            this.start = start;
            plan.unasked().forEach(findings::unanswered);
        }

        Future<FingerprintReport> start() {
            vertx.getOrCreateContext().runOnContext(go -> next());
            return report.future().onComplete(over -> client.close());
        }

        private void next() {
            boolean late = Duration.between(start, clock.instant()).compareTo(LONGEST) > 0;
            if (asked == plan.probes().size() || late) {
                finish(!late);
                return;
            }
            Probe probe = plan.probes().get(asked++);
            client.ask(probe)
                    .compose(reply -> vertx.executeBlocking(() -> search(probe, reply)))
                    .onComplete(found -> {
                        if (found.succeeded()) {
                            found.result().forEach(findings::add);
                        } else {
                            findings.unanswered(probe, "no connection, or none that TLS lets us have");
                        }
                        next();
                    });
        }

        private List<Leak> search(Probe probe, Reply reply) {
            if (reply.bytes().length == 0) {
                findings.unanswered(probe, "closed without an answer");
            }
            return LeakSearch.of(probe, reply.bytes(), reply.names());
        }

        private void finish(boolean inTime) {
            report.complete(new FingerprintReport(
                    start,
                    Duration.between(start, clock.instant()).toMillis(),
                    plan.routes(),
                    asked,
                    plan.complete() && inTime,
                    findings.leaks(),
                    findings.unanswered()));
        }
    }
}

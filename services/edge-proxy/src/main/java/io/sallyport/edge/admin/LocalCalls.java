package io.sallyport.edge.admin;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The calls that the edge answers itself: index, status, health, metrics. */
final class LocalCalls {
    private static final String INDEX = """
            Sallyport, admin plane

            GET  /ui/                 this as a page, for browsers
            GET  /v1/status           services, instances, generations, store, bus
            GET  /v1/logs             records      ?since=15m&where=status>=500 and cluster=shop&limit=100
            GET  /v1/logs/stats       figures      ?by=cluster,version&since=15m
            GET  /v1/servers          every server ?cluster=&version=    GET /v1/servers/{id}
            GET  /v1/policies         rules and lists   PUT; GET /report; POST /replay; POST /rules/{name}/promote
            GET  /v1/revisions        texts that were in force; /{n}; /{n}/diff; POST /{n}/restore
            GET  /v1/explain          what would happen to a request
            GET  /v1/unlocks          blocks that are lifted for a while; POST; DELETE /{id}
            GET  /v1/transparency     what is blocked by whose order, to be published  ?format=csv
            GET  /v1/canaries         versions on trial; /{route}; POST /{route}/{command}; PUT /{route}
            GET  /v1/backup           the documents in one file; POST /v1/restore
            GET  /v1/routes           routes and clusters
            GET  /v1/health           what the probes found
            GET  /v1/exits            how the ways out fare
            GET  /v1/fingerprint      what a stranger can learn of our servers
            GET  /v1/anonymity        what the open web can learn of our clients
            GET  /v1/tunnels          open tunnels of this edge; POST /v1/tunnels/cut
            GET  /proxy.pac           how browsers use the forward side; /v1/proxy-env: shells
            GET  /v1/cache/stats      the cache    POST /v1/cache/purge
            GET  /v1/audit            changes through this address, and who made them; /v1/whoami
            GET  /v1/openapi.json     all of this for programs
            GET  /metrics             Prometheus   ?service=policy-service&instance= for another; /v1/metrics/targets
            GET  /health/live  /health/ready
            """;

    private final ServiceEnvironment environment;
    private final Supplier<Readiness> readiness;
    private final MetricsCalls figures;
    private final Instant startedAt;

    LocalCalls(ServiceEnvironment environment, Supplier<Readiness> readiness, Metrics metrics, Relay relay) {
        this.environment = environment;
        this.readiness = readiness;
        this.figures = new MetricsCalls(environment.roster(), metrics, relay);
        this.startedAt = environment.clock().instant();
    }

    void mount(Router router) {
        router.get("/").handler(context -> Answers.text(context, 200, "text/plain; charset=utf-8", INDEX));
        router.get("/v1/status").handler(context -> Answers.json(context, 200, status()));
        router.get("/health/live").handler(context -> Answers.json(context, 200, Map.of("status", "live")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(figures::answer);
        router.get("/v1/metrics/targets").handler(figures::targets);
    }

    private void ready(RoutingContext context) {
        Readiness now = readiness.get();
        Answers.json(context, now.ready() ? 200 : 503, now);
    }

    private SuiteStatus status() {
        Instant now = environment.clock().instant();
        List<ServiceAnnouncement> services = environment.roster().all();
        List<String> missing = Suite.SERVICES.stream()
                .filter(name -> services.stream()
                        .noneMatch(found -> found.ready() && found.service().equals(name)))
                .toList();
        return new SuiteStatus(
                now,
                startedAt,
                Duration.between(startedAt, now).toSeconds(),
                SuiteStatus.Bus.of(environment.roster().bus()),
                environment.store().state(),
                missing,
                services);
    }
}

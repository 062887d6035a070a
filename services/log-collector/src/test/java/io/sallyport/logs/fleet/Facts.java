package io.sallyport.logs.fleet;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.ServerCertificate;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.kit.config.Binding;
import io.sallyport.kit.config.DocumentBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts in one line each: the cluster {@code shop} with servers on ports 9001 and up, at noon. */
public final class Facts {
    public static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private Facts() {}

    public static String url(int port) {
        return "https://127.0.0.1:" + port;
    }

    public static String id(int port) {
        return "shop@127.0.0.1:" + port;
    }

    /** Routes of the cluster with three servers. */
    public static RouteSnapshot routes(String route) {
        String text = """
                clusters:
                  - name: shop
                    health: {path: /health}
                    info: {path: /version}
                    endpoints:
                      - {url: "https://127.0.0.1:9001", weight: 3}
                      - {url: "https://127.0.0.1:9002", priority: 1}
                      - {url: "https://127.0.0.1:9003", version: "1.2"}
                routes:
                  - {name: shop, cluster: shop%s}
                """.formatted(route);
        Binding<RoutesDocument> binding = DocumentBinder.bind(RoutesDocument.class, "routes.yaml", text, Map.of());
        return new RouteSnapshot(7, "digest", NOON, ((Binding.Bound<RoutesDocument>) binding).document());
    }

    public static EndpointHealth health(int port, EndpointHealth.State state, String version) {
        return health(port, state, version, Map.of(), null);
    }

    public static EndpointHealth health(
            int port, EndpointHealth.State state, String version, Map<String, String> facts, ServerLink link) {
        String reason = state == EndpointHealth.State.UNHEALTHY ? "connection refused" : "200 from /health";
        return new EndpointHealth(
                "shop",
                url(port),
                state,
                version,
                reason,
                NOON.minusSeconds(60),
                NOON,
                true,
                facts,
                Optional.ofNullable(link));
    }

    public static ServerLink link(Duration left, String problem) {
        return new ServerLink(
                "h2",
                true,
                Optional.of(new ServerCertificate(
                        "CN=shop",
                        "CN=authority",
                        List.of("shop.test"),
                        NOON.minus(Duration.ofDays(80)),
                        NOON.plus(left),
                        problem)));
    }

    public static HealthReport report(EndpointHealth... endpoints) {
        return new HealthReport("router-1", 7, List.of(endpoints));
    }

    public static HealthReport drifting(VersionDrift drift, EndpointHealth... endpoints) {
        return new HealthReport("router-1", 7, List.of(endpoints), List.of(drift), null);
    }

    public static EdgeWord word(String edge, EndpointUse... uses) {
        return new EdgeWord(new EndpointReport(edge, 7, List.of(uses)), NOON);
    }

    public static CanaryReport canary(CanaryState.Phase phase, int weight) {
        return new CanaryReport(
                5,
                List.of(new CanaryState(
                        "shop",
                        "1.2",
                        "5%/PT5M",
                        phase,
                        0,
                        weight,
                        NOON,
                        NOON.minusSeconds(30),
                        Duration.ZERO,
                        NOON,
                        0,
                        100,
                        "too many errors",
                        5,
                        List.of())));
    }
}

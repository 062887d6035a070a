package io.sallyport.logs.alarm;

import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.logs.fleet.Certificates;
import io.sallyport.logs.fleet.ServerState;
import io.sallyport.logs.servers.ServerAddress;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is wrong with servers, clusters and routes. Pure. */
final class ServerAlarms {
    private final AlarmFacts facts;
    private final List<Finding> found = new ArrayList<>();

    private ServerAlarms(AlarmFacts facts) {
        this.facts = facts;
    }

    static List<Finding> find(AlarmFacts facts) {
        ServerAlarms alarms = new ServerAlarms(facts);
        facts.servers().values().forEach(alarms::server);
        facts.fleet().health().drifts().forEach(alarms::drift);
        RouteTable table = facts.fleet().table();
        if (table != null) {
            alarms.outages(table);
            alarms.canaries(table);
        }
        return alarms.found;
    }

    private void server(ServerState server) {
        List<String> itself = List.of(server.id());
        if (server.isUnhealthy()) {
            String text = "server " + server.id() + " is unhealthy: "
                    + server.health().reason();
            found.add(new Finding(
                    AlarmKind.SERVER_UNHEALTHY,
                    Severity.WARNING,
                    server.id(),
                    text,
                    server.health().since(),
                    itself));
        }
        if (server.ejection().state().equals("ejected")) {
            String text = "server " + server.id() + " is left out after "
                    + server.ejection().reason();
            found.add(new Finding(
                    AlarmKind.SERVER_EJECTED, Severity.WARNING, server.id(), text, Optional.empty(), itself));
        }
        server.certificate()
                .filter(shown -> shown.daysLeft() < Certificates.WARNING_DAYS)
                .ifPresent(shown -> certificate(server, shown));
    }

    private void certificate(ServerState server, ServerState.Certificate shown) {
        boolean late = shown.daysLeft() < Certificates.CRITICAL_DAYS;
        Instant began =
                shown.notAfter().minus(Duration.ofDays(late ? Certificates.CRITICAL_DAYS : Certificates.WARNING_DAYS));
        found.add(new Finding(
                AlarmKind.CERTIFICATE_EXPIRY,
                late ? Severity.CRITICAL : Severity.WARNING,
                server.id(),
                "server " + server.id() + ": its certificate " + expiry(shown),
                Optional.of(began),
                List.of(server.id())));
    }

    private static String expiry(ServerState.Certificate shown) {
        return shown.daysLeft() < 0
                ? "expired at " + shown.notAfter()
                : "expires in " + shown.daysLeft() + " days, at " + shown.notAfter();
    }

    private void drift(VersionDrift drift) {
        boolean mixed = drift.kind() == VersionDrift.Kind.MIXED;
        List<String> servers = drift.endpoints().stream()
                .map(url -> ServerAddress.id(drift.cluster(), url))
                .toList();
        found.add(new Finding(
                mixed ? AlarmKind.VERSION_MIXED : AlarmKind.VERSION_LABEL,
                Severity.WARNING,
                mixed ? drift.route() : servers.get(0),
                drift.text(),
                Optional.of(drift.since()),
                servers));
    }

    /** In the sentences of router-service, so that its problems are not told twice. */
    private void outages(RouteTable table) {
        Map<String, ClusterView> clusters = new HashMap<>();
        for (ClusterView cluster : table.clusters()) {
            clusters.put(cluster.name(), cluster);
            if (cluster.endpoints().stream().noneMatch(EndpointView::isAvailable)) {
                found.add(outage(
                        AlarmKind.CLUSTER_DOWN,
                        cluster.name(),
                        "cluster " + cluster.name() + ": no endpoint is healthy",
                        cluster));
            }
        }
        for (RouteDocument route : table.document().routes()) {
            String version = route.versions().map(VersionsDocument::fallback).orElse("");
            ClusterView cluster = clusters.get(route.cluster());
            if (!version.isEmpty()
                    && cluster != null
                    && cluster.select(version).endpoints().isEmpty()) {
                String text = "route " + route.name() + ": no endpoint runs its default version " + version;
                found.add(outage(AlarmKind.ROUTE_DOWN, route.name(), text, cluster));
            }
        }
    }

    private static Finding outage(AlarmKind kind, String subject, String text, ClusterView cluster) {
        List<String> servers = cluster.endpoints().stream()
                .map(endpoint -> ServerAddress.id(cluster.name(), endpoint.url()))
                .toList();
        return new Finding(kind, Severity.CRITICAL, subject, text, Optional.empty(), servers);
    }

    private void canaries(RouteTable table) {
        for (CanaryState state : facts.fleet().canaries().canaries()) {
            boolean wanted = table.document().routes().stream()
                    .anyMatch(route ->
                            route.name().equals(state.route()) && route.canary().isPresent());
            if (wanted && state.phase() == CanaryState.Phase.ROLLED_BACK) {
                List<String> servers = facts.servers().values().stream()
                        .filter(server -> server.canary().route().equals(state.route())
                                && server.canary().role().equals("canary"))
                        .map(ServerState::id)
                        .toList();
                found.add(new Finding(
                        AlarmKind.CANARY_ROLLED_BACK,
                        Severity.WARNING,
                        state.route(),
                        "route " + state.route() + ": canary " + state.version() + " was rolled back: "
                                + state.reason(),
                        Optional.of(state.weightSince()),
                        servers));
            }
        }
    }
}

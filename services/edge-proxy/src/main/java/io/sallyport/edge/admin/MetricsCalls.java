package io.sallyport.edge.admin;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.Roster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Figures of every instance of every service by the one entrance, and where a Prometheus finds them. */
final class MetricsCalls {
    private static final String PATH = "/metrics";

    private final Roster roster;
    private final Metrics metrics;
    private final Relay relay;

    /** @param metrics of this edge */
    MetricsCalls(Roster roster, Metrics metrics, Relay relay) {
        this.roster = roster;
        this.metrics = metrics;
        this.relay = relay;
    }

    /** Without a question this edge's own, with {@code service} those of its first ready instance, or of {@code instance}. */
    void answer(RoutingContext context) {
        String service = context.queryParams().get("service");
        String instance = context.queryParams().get("instance");
        if (service != null && !Suite.SERVICES.contains(service)) {
            Answers.problem(
                    context, 400, "service: found \"" + service + "\", allowed: " + String.join(", ", Suite.SERVICES));
        } else if (instance != null) {
            ofInstance(context, service, instance);
        } else if (service == null || service.equals(Suite.EDGE_PROXY)) {
            Answers.metrics(context, metrics);
        } else {
            relay.forward(context, service, PATH);
        }
    }

    private void ofInstance(RoutingContext context, String service, String instance) {
        Optional<ServiceAnnouncement> found = roster.all().stream()
                .filter(each -> each.instance().equals(instance) && !each.api().isEmpty())
                .filter(each -> service == null || each.service().equals(service))
                .findFirst();
        if (found.isEmpty()) {
            List<String> known = roster.all().stream()
                    .filter(each -> service == null || each.service().equals(service))
                    .map(ServiceAnnouncement::instance)
                    .toList();
            Answers.problem(
                    context, 404, "instance: found \"" + instance + "\", there are: " + String.join(", ", known));
        } else {
            relay.forward(context, found.get(), PATH);
        }
    }

    /**
     * All instances, as <a href="https://prometheus.io/docs/prometheus/latest/http_sd/">HTTP service discovery</a> of Prometheus
     * wants them: each by this entrance.
     */
    void targets(RoutingContext context) {
        String here = context.request().authority().toString();
        JsonArray targets = new JsonArray();
        for (ServiceAnnouncement each : roster.all()) {
            if (!each.api().isEmpty()) {
                targets.add(target(here, each));
            }
        }
        Answers.text(context, 200, "application/json", targets.encode());
    }

    private static JsonObject target(String here, ServiceAnnouncement each) {
        return new JsonObject()
                .put("targets", new JsonArray().add(here))
                .put(
                        "labels",
                        new JsonObject()
                                .put("__param_service", each.service())
                                .put("__param_instance", each.instance())
                                .put("service", each.service())
                                .put("instance", each.instance()));
    }
}

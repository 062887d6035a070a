package io.sallyport.logs.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.logs.servers.Inventory;
import io.sallyport.logs.servers.ServerView;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /v1/servers}: what is known about every server behind the suite. */
final class ServerCalls {
    private static final Set<String> FILTERS = Set.of("cluster", "version");

    private final Inventory inventory;

    ServerCalls(Inventory inventory) {
        this.inventory = inventory;
    }

    void mount(Router router) {
        router.route("/v1/servers")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::all);
        router.route("/v1/servers/:id")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::one);
    }

    private void all(RoutingContext context) {
        for (String name : context.queryParams().names()) {
            if (!FILTERS.contains(name)) {
                Answers.problem(context, 400, "found \"" + name + "\", allowed: cluster, version");
                return;
            }
        }
        String cluster = context.queryParams().get("cluster");
        String version = context.queryParams().get("version");
        List<ServerView> servers = inventory.servers().stream()
                .filter(server -> cluster == null || server.cluster().equals(cluster))
                .filter(server -> version == null || server.version().equals(version))
                .toList();
        Answers.json(context, 200, Map.of("servers", servers));
    }

    private void one(RoutingContext context) {
        String id = context.pathParam("id");
        inventory
                .server(id)
                .ifPresentOrElse(
                        server -> Answers.json(context, 200, server),
                        () -> Answers.problem(
                                context, 404, "no server \"" + id + "\"; ids are cluster@host:port, see /v1/servers"));
    }
}

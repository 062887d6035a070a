package io.sallyport.router.api;

import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.api.Answers;
import io.sallyport.router.gossip.EdgeReports;
import io.sallyport.router.versions.HistoryBook;
import io.sallyport.routing.engine.RouteTable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** The calls of this service. Every instance answers them, leading or not. */
public final class RouterApi {
    private final RouterStatus status;
    private final HistoryBook<VersionHistory> history;
    private final EdgeReports edges;

    public RouterApi(RouterStatus status, HistoryBook<VersionHistory> history, EdgeReports edges) {
        this.status = status;
        this.history = history;
        this.edges = edges;
    }

    /** Adds {@code GET /v1/routes}, {@code GET /v1/routes/match}, {@code GET /v1/health},
     * {@code GET /v1/endpoints} and {@code GET /v1/versions}. */
    public void mount(Router router) {
        router.get("/v1/routes").handler(this::routes);
        router.get("/v1/routes/match").handler(this::match);
        router.get("/v1/health").handler(context -> Answers.json(context, 200, HealthAnswer.of(status.health())));
        router.get("/v1/endpoints")
                .handler(context -> Answers.json(context, 200, EndpointsAnswer.of(status.health(), edges)));
        router.get("/v1/versions").handler(this::versions);
    }

    private void match(RoutingContext context) {
        RouteSnapshot snapshot = status.snapshot();
        if (snapshot == null) {
            Answers.problem(context, 503, "no routes are in force yet");
            return;
        }
        try {
            RequestFacts facts = MatchQuery.read(context.request().params());
            RouteTable table = RouteTable.compile(snapshot, status.health());
            Answers.json(context, 200, MatchAnswer.of(table, facts));
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
        }
    }

    private void routes(RoutingContext context) {
        RouteSnapshot snapshot = status.snapshot();
        if (snapshot == null) {
            Answers.problem(context, 503, "no routes are in force yet");
        } else {
            Answers.tagged(context, RoutesAnswer.of(snapshot, status.leads(), status.problems()));
        }
    }

    /** As it lies in the store, of the clusters in force or of the one that is named. */
    private void versions(RoutingContext context) {
        RouteSnapshot snapshot = status.snapshot();
        String cluster = context.queryParams().get("cluster");
        List<String> clusters = snapshot == null
                ? List.of()
                : snapshot.document().clusters().stream()
                        .map(ClusterDocument::name)
                        .filter(name -> cluster == null || name.equals(cluster))
                        .toList();
        if (clusters.isEmpty() && cluster != null) {
            Answers.problem(context, 404, "no cluster \"" + cluster + "\", see /v1/routes");
            return;
        }
        history.read(clusters)
                .onSuccess(histories -> Answers.json(context, 200, Map.of("clusters", histories)))
                .onFailure(failure -> Answers.problem(context, 503, "the store cannot be reached"));
    }
}

package io.sallyport.router.api;

import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.api.Answers;
import io.sallyport.routing.engine.RouteTable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The calls of this service. Every instance answers them, leading or not. */
public final class RouterApi {
    private final RouterStatus status;

    public RouterApi(RouterStatus status) {
        this.status = status;
    }

    /** Adds {@code GET /v1/routes}, {@code GET /v1/routes/match} and {@code GET /v1/health}. */
    public void mount(Router router) {
        router.get("/v1/routes").handler(this::routes);
        router.get("/v1/routes/match").handler(this::match);
        router.get("/v1/health").handler(context -> Answers.json(context, 200, status.health()));
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
            Answers.json(context, 200, RoutesAnswer.of(snapshot, status.leads(), status.problems()));
        }
    }
}

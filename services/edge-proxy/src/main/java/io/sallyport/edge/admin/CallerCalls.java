package io.sallyport.edge.admin;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.api.ApiFront;
import io.sallyport.kit.caller.Caller;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;

/** {@code GET /v1/whoami}, and {@code GET /v1/audit}: the records of changes, which lie where all records lie. */
final class CallerCalls {
    private static final String AUDIT = "/v1/audit";

    private final Relay relay;

    CallerCalls(Relay relay) {
        this.relay = relay;
    }

    void mount(Router router) {
        router.get("/v1/whoami").handler(CallerCalls::whoami);
        router.get(AUDIT).handler(this::audit);
    }

    private static void whoami(RoutingContext context) {
        Caller caller = ApiFront.caller(context);
        Answers.json(
                context,
                200,
                Map.of("name", caller.name(), "role", caller.role().name().toLowerCase(Locale.ROOT)));
    }

    private void audit(RoutingContext context) {
        if (context.queryParams().contains("kind")) {
            Answers.problem(
                    context, 400, "kind: found one, allowed: none, because these are the records of kind admin");
            return;
        }
        String query = context.request().query();
        relay.forward(
                context,
                Suite.LOG_COLLECTOR,
                "/v1/logs?kind=admin" + (query == null || query.isEmpty() ? "" : "&" + query));
    }
}

package io.sallyport.kit.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every service's API has in common. */
final class ApiRouter {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRouter.class);

    private ApiRouter() {}

    static Router of(
            Vertx vertx,
            ApiFront front,
            String service,
            Consumer<Router> routes,
            Supplier<Readiness> readiness,
            Metrics metrics) {
        Router router = Router.router(vertx);
        front.begin(router, RoutingContext::next);
        health(router, readiness);
        router.get("/metrics").handler(context -> Answers.metrics(context, metrics));
        routes.accept(router);
        front.end(router, service, context -> Answers.problem(context, 404, "nothing is served at this path"));
        return router;
    }

    private static void health(Router router, Supplier<Readiness> readiness) {
        router.get("/health/live").handler(context -> Answers.json(context, 200, Map.of("status", "live")));
        router.get("/health/ready").handler(context -> {
            Readiness now = readiness.get();
            Answers.json(context, now.ready() ? 200 : 503, now);
        });
    }

    /** A caller may come to a service without the entrance, which makes the records. */
    static void note(RoutingContext context) {
        if (ApiFront.changes(context)) {
            LOG.info(
                    "{} {} by \"{}\": {}, request {}",
                    context.request().method(),
                    context.request().path(),
                    ApiFront.caller(context).name(),
                    context.response().getStatusCode(),
                    ApiFront.id(context));
        }
    }
}

package io.sallyport.kit.api;

import io.sallyport.contract.settings.AdminConfig;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every service's API has in common. Errors are problems and show no internals. */
final class ApiRouter {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRouter.class);
    private static final long BODY_MAX = 1L << 20;
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private ApiRouter() {}

    static Router of(
            Vertx vertx, AdminConfig admin, Consumer<Router> routes, Supplier<Readiness> readiness, Metrics metrics) {
        Router router = Router.router(vertx);
        health(router, readiness);
        router.route().handler(new LocalCallers(admin.token()));
        router.route().handler(new BearerToken(admin.token()));
        router.get("/metrics").handler(context -> Answers.text(context, 200, METRICS_TYPE, metrics.text()));
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
        routes.accept(router);
        errors(router);
        return router;
    }

    private static void health(Router router, Supplier<Readiness> readiness) {
        router.get("/health/live").handler(context -> Answers.json(context, 200, Map.of("status", "live")));
        router.get("/health/ready").handler(context -> {
            Readiness now = readiness.get();
            Answers.json(context, now.ready() ? 200 : 503, now);
        });
    }

    private static void errors(Router router) {
        router.errorHandler(
                400, context -> Answers.problem(context, 400, detail(context, "the request cannot be understood")));
        router.errorHandler(404, context -> Answers.problem(context, 404, "nothing is served at this path"));
        router.errorHandler(
                405,
                context -> Answers.problem(
                        context,
                        405,
                        "this path does not take " + context.request().method()));
        router.errorHandler(413, context -> Answers.problem(context, 413, "a body may have 1 MiB"));
        router.errorHandler(500, ApiRouter::failed);
    }

    private static void failed(RoutingContext context) {
        LOG.error("{} {}", context.request().method(), context.request().path(), context.failure());
        Answers.problem(context, 500, "a defect of ours; the service's log has the details");
    }

    /** An IllegalArgumentException thrown on purpose, by {@code context.fail(400, e)}, speaks to the caller. */
    private static String detail(RoutingContext context, String otherwise) {
        return context.failure() instanceof IllegalArgumentException spoken && spoken.getMessage() != null
                ? spoken.getMessage()
                : otherwise;
    }
}

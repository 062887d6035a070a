package io.sallyport.kit.api;

import io.sallyport.kit.netty.BrokenRequests;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors of Vert.x and of its router as problems. They show no internals. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void mount(Router router, RoutedMethods methods) {
        router.errorHandler(
                400, context -> Answers.problem(context, 400, detail(context, "the request cannot be understood")));
        router.errorHandler(404, context -> Answers.problem(context, 404, "nothing is served at this path"));
        router.errorHandler(405, methods::refuse);
        router.errorHandler(413, context -> {
            context.response().putHeader("Connection", "close");
            Answers.problem(context, 413, "a body may have 1 MiB, a backup 16 MiB");
        });
        for (int status : new int[] {406, 415, 501}) {
            router.errorHandler(status, context -> Answers.problem(context, status, "the request cannot be served"));
        }
        router.errorHandler(500, Problems::failed);
    }

    private static void failed(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException) {
            return; // the caller went: nobody's defect, and nobody is left to tell
        }
        LOG.error("{} {}", context.request().method(), context.request().path(), context.failure());
        Answers.problem(context, 500, "a defect of ours; the service's log has the details");
    }

    /** An IllegalArgumentException thrown on purpose, by {@code context.fail(400, e)}, speaks to the caller. */
    private static String detail(RoutingContext context, String otherwise) {
        return context.failure() instanceof IllegalArgumentException spoken && spoken.getMessage() != null
                ? spoken.getMessage()
                : otherwise;
    }

    /** What never became a request: nothing behind it on the connection can be trusted. */
    static void broken(HttpServerRequest request) {
        int status = BrokenRequests.status(request);
        refuse(request, status, what(status));
    }

    /** Answers before there is a route, and closes the connection. */
    static void refuse(HttpServerRequest request, int status, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", Answers.title(status))
                .put("status", status)
                .put("detail", detail);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .end(body.toBuffer())
                .onComplete(sent -> request.connection().close());
    }

    private static String what(int status) {
        return switch (status) {
            case 414 -> "the request line may have 16 KiB";
            case 431 -> "the fields may have 16 KiB";
            default -> "the request cannot be understood";
        };
    }
}

package io.sallyport.demo;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes small answers whole. */
final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private Answer() {}

    static void json(HttpServerRequest request, JsonObject body) {
        send(request, "application/json", body.encode() + "\n");
    }

    static void problem(HttpServerRequest request, int status, String detail) {
        request.response().setStatusCode(status);
        JsonObject body = new JsonObject().put("status", status).put("detail", detail);
        send(request, "application/problem+json", body.encode() + "\n");
    }

    static void send(HttpServerRequest request, String type, String text) {
        Buffer body = Buffer.buffer(text);
        HttpServerResponse response = request.response().putHeader("Content-Type", type);
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
            watch(request, response.end());
        } else {
            watch(request, response.end(body));
        }
    }

    static void empty(HttpServerRequest request, int status) {
        watch(request, request.response().setStatusCode(status).end());
    }

    /** A client that went away is no news here; the log says so only when asked for detail. */
    static void watch(HttpServerRequest request, Future<?> sent) {
        sent.onFailure(
                failure -> LOG.debug("{} {} not sent: {}", request.method(), request.uri(), failure.getMessage()));
    }
}

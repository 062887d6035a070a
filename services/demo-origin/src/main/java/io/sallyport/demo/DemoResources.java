package io.sallyport.demo;

import io.sallyport.demo.DemoOrigin.Identity;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a demo server serves:
 *
 * <ul>
 *   <li>{@code /} a page, {@code /version} and {@code /health} for probes
 *   <li>{@code /products} cacheable for a minute, with a validator; {@code /lang} varies with {@code Accept-Language};
 *       {@code /account} private; {@code /time} without any caching field
 *   <li>{@code /echo} what arrived; {@code /upload} how many bytes arrived
 *   <li>{@code /bytes?n=} n bytes of known length; {@code /chunks?n=} of unknown length; {@code /stream?ms=&n=} events
 *   <li>{@code /status/404} any status; {@code /slow?ms=} after a while
 * </ul>
 *
 * Every answer carries {@code Server} and {@code X-Powered-By}, to be stripped on the way, and a running number in
 * {@code X-Demo-Serial}, which tells an answer of the server from one of a cache.
 */
final class DemoResources implements Handler<HttpServerRequest> {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final String STATUS = "/status/";

    private final Vertx vertx;
    private final Identity identity;
    private final Clock clock;
    private final AtomicLong serial = new AtomicLong();
    private final Map<String, Handler<HttpServerRequest>> byPath;

    DemoResources(Vertx vertx, Identity identity, Clock clock) {
        this.vertx = vertx;
        this.identity = identity;
        this.clock = clock;
        CacheableResources cacheable = new CacheableResources();
        StreamResources streams = new StreamResources(vertx);
        this.byPath = Map.ofEntries(
                Map.entry("/", this::page),
                Map.entry("/version", this::version),
                Map.entry("/health", request -> Answer.json(request, new JsonObject().put("status", "up"))),
                Map.entry("/products", cacheable::products),
                Map.entry("/account", cacheable::account),
                Map.entry("/lang", cacheable::language),
                Map.entry("/time", this::time),
                Map.entry("/slow", this::slow),
                Map.entry("/echo", streams::echo),
                Map.entry("/upload", streams::upload),
                Map.entry("/bytes", streams::bytes),
                Map.entry("/chunks", streams::chunks),
                Map.entry("/stream", streams::events));
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Server", "demo/" + identity.version())
                .putHeader("X-Powered-By", "Sallyport demo")
                .putHeader("X-Served-By", identity.name())
                .putHeader("X-Demo-Serial", Long.toString(serial.incrementAndGet()));
        String path = request.path() == null ? "" : request.path();
        Handler<HttpServerRequest> resource = byPath.get(path);
        if (resource != null) {
            resource.handle(request);
        } else if (path.startsWith(STATUS)) {
            status(request, path.substring(STATUS.length()));
        } else {
            Answer.problem(request, 404, "no such resource");
        }
    }

    private void page(HttpServerRequest request) {
        Answer.send(
                request,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=\"en\"><title>Shop</title><h1>Welcome to the shop</h1></html>\n");
    }

    private void version(HttpServerRequest request) {
        Answer.json(
                request,
                new JsonObject()
                        .put("version", identity.version())
                        .put("name", identity.name())
                        .put("commit", identity.commit()));
    }

    private void time(HttpServerRequest request) {
        Answer.json(request, new JsonObject().put("time", clock.instant().toString()));
    }

    private void slow(HttpServerRequest request) {
        Query.number(request, "ms", 1000, 1, LONGEST_WAIT.toMillis())
                .ifPresent(millis -> vertx.setTimer(
                        millis, id -> Answer.json(request, new JsonObject().put("waited", millis + "ms"))));
    }

    private static void status(HttpServerRequest request, String text) {
        int status = text.matches("[2-5]\\d\\d") ? Integer.parseInt(text) : 0;
        if (status == 0) {
            Answer.problem(request, 400, "status: found \"" + text + "\", allowed: 200 to 599");
        } else if (status == 204 || status == 205 || status == 304) {
            Answer.empty(request, status);
        } else {
            request.response().setStatusCode(status);
            Answer.json(request, new JsonObject().put("status", status));
        }
    }

    /** Answers 405 unless the method is one that brings a body. */
    static boolean bringsBody(HttpServerRequest request) {
        HttpMethod method = request.method();
        boolean allowed = method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH;
        if (!allowed) {
            request.response().putHeader("Allow", "POST, PUT, PATCH");
            Answer.problem(request, 405, "send a body with POST, PUT or PATCH");
        }
        return allowed;
    }
}

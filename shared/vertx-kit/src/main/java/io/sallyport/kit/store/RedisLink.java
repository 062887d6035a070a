package io.sallyport.kit.store;

import io.sallyport.contract.settings.StoreConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one Redis server: a long-lived pipelined connection that is made anew when it ends or goes silent.
 *
 * <p>A call without an answer in time is given up. If the connection has answered nothing since the call was sent, it
 * is dropped with everything on it, so that an answer that comes too late meets nobody. Attempts to connect are 100 ms
 * to 2 s apart, doubling, with jitter. Calls fail at once between two attempts and wait for an attempt under way.
 *
 * <p>Owner of the state: the context this was made on. Calls come from any thread and are answered on the caller's
 * context.
 */
final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int IN_FLIGHT_MAX = 1024;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Context home;
    private final String url;
    private final String server;
    private final Duration timeout;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private final AtomicInteger inFlight = new AtomicInteger();
    private Future<RedisSession> session = Future.failedFuture("not connected yet");
    private long heartbeat;
    private boolean closed;
    private volatile String problem = "not connected yet";

    RedisLink(Vertx vertx, StoreConfig config) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.url = config.url();
        this.server = serverOf(url);
        this.timeout = config.timeout();
    }

    void open() {
        home.runOnContext(v -> {
            connect();
            heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), id -> beat());
        });
    }

    /** Sends a request; {@code what} names it in a failure. */
    Future<Response> call(Request request, Supplier<String> what) {
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            return Future.failedFuture(unavailable(what, "more than " + IN_FLIGHT_MAX + " calls in flight", null));
        }
        Context caller = Vertx.currentContext();
        Promise<Response> promise = Promise.promise();
        home.runOnContext(v -> send(request, what).onComplete((reply, failure) -> {
            inFlight.decrementAndGet();
            answer(caller, promise, reply, failure);
        }));
        return promise.future();
    }

    StoreState state() {
        String now = problem;
        return new StoreState("redis", now.isEmpty(), now.isEmpty() ? "" : server + ": " + now);
    }

    Future<Void> close() {
        Promise<Void> done = Promise.promise();
        home.runOnContext(v -> {
            closed = true;
            problem = "closed";
            vertx.cancelTimer(heartbeat);
            Future<RedisSession> last = session;
            session = Future.failedFuture("closed");
            last.compose(RedisSession::close).onComplete((closing, failure) -> done.tryComplete());
        });
        return done.future();
    }

    private static void answer(Context caller, Promise<Response> promise, Response reply, Throwable failure) {
        if (caller == null || caller == Vertx.currentContext()) {
            promise.complete(reply, failure);
        } else {
            caller.runOnContext(v -> promise.complete(reply, failure));
        }
    }

    private Future<Response> send(Request request, Supplier<String> what) {
        long sentAt = System.nanoTime();
        return session.compose(
                        open -> open.send(request, timeout).onFailure(failure -> dropIfSilent(open, sentAt, failure)))
                .onSuccess(reply -> problem = "")
                .recover(failure -> Future.failedFuture(failed(what, failure)));
    }

    private StoreUnavailableException failed(Supplier<String> what, Throwable failure) {
        String reason = reason(failure);
        if (!closed) {
            problem = reason;
        }
        return unavailable(what, reason, failure);
    }

    private void dropIfSilent(RedisSession open, long sentAt, Throwable failure) {
        if (failure instanceof TimeoutException && open.isSilentSince(sentAt)) {
            drop(open, reason(failure));
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        Future<RedisSession> attempt = RedisSession.open(vertx, url, timeout);
        session = attempt;
        attempt.onSuccess(this::connected).onFailure(failure -> {
            problem = reason(failure);
            retry();
        });
    }

    private void connected(RedisSession open) {
        if (closed) {
            discard(open);
            return;
        }
        LOG.info("Redis {}: connected", server);
        backoff.reset();
        problem = "";
        open.onEnd(() -> home.runOnContext(v -> drop(open, "connection ended")));
    }

    private void drop(RedisSession open, String reason) {
        if (closed || session.result() != open) {
            return;
        }
        LOG.warn("Redis {}: {}; connecting again", server, reason);
        problem = reason;
        discard(open);
        retry();
    }

    private void retry() {
        if (closed) {
            return;
        }
        session = Future.failedFuture(problem);
        vertx.setTimer(backoff.next().toMillis(), id -> connect());
    }

    private void beat() {
        if (inFlight.get() == 0 && session.succeeded()) {
            call(Request.cmd(Command.PING), () -> "ping").onFailure(failure -> LOG.debug("Redis {}", server, failure));
        }
    }

    private StoreUnavailableException unavailable(Supplier<String> what, String reason, Throwable cause) {
        return new StoreUnavailableException("redis " + server + ": " + what.get() + ": " + reason, cause);
    }

    private static void discard(RedisSession open) {
        open.close().onFailure(failure -> LOG.debug("closing a Redis connection", failure));
    }

    private String reason(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Host and port, without the credentials that a URL may hold. */
    private static String serverOf(String url) {
        URI uri = URI.create(url);
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 6379 : uri.getPort());
    }
}

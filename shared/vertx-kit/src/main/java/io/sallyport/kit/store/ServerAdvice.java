package io.sallyport.kit.store;

import io.sallyport.kit.redis.RedisWay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every minute at how servers are set up, and keeps what is to be said of it. A server that may not be asked, by its ACL
 * or at all, is left out. Owner: the context this was made on; what is kept is read by any thread.
 */
final class ServerAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAdvice.class);
    private static final long FIRST_MILLIS = 1_000;
    private static final long EVERY_MILLIS = 60_000;
    private static final int LINES_MAX = 16;

    private final Vertx vertx;
    private final RedisCalls calls;
    private long timer;
    private volatile boolean closed;
    private volatile List<String> lines = List.of();

    private ServerAdvice(Vertx vertx, RedisCalls calls) {
        this.vertx = vertx;
        this.calls = calls;
        this.timer = vertx.setTimer(FIRST_MILLIS, id -> look());
    }

    static ServerAdvice follow(Vertx vertx, RedisCalls calls) {
        return new ServerAdvice(vertx, calls);
    }

    List<String> lines() {
        return lines;
    }

    private void look() {
        calls.primaries()
                .compose(servers -> {
                    List<Future<List<String>>> asked =
                            servers.stream().map(this::ask).toList();
                    return Future.all(asked)
                            .map(all -> asked.stream()
                                    .flatMap(each -> each.result().stream())
                                    .limit(LINES_MAX)
                                    .toList());
                })
                .onComplete((found, failure) -> {
                    if (failure == null) {
                        tell(found);
                    }
                    if (!closed) {
                        timer = vertx.setTimer(failure == null ? EVERY_MILLIS : FIRST_MILLIS, id -> look());
                    }
                });
    }

    private void tell(List<String> found) {
        found.stream().filter(line -> !lines.contains(line)).forEach(line -> LOG.warn("{}", line));
        lines = found;
    }

    private Future<List<String>> ask(RedisWay.Server server) {
        return info(server, "memory")
                .compose(memory -> info(server, "persistence")
                        .compose(persistence -> calls.callAside(
                                        server,
                                        Request.cmd(Command.CONFIG).arg("GET").arg("save"),
                                        () -> "config",
                                        ServerAdvice::saves)
                                .otherwise((String) null)
                                .map(saves -> ServerFacts.read(memory, persistence, saves)
                                        .advice(server.name()))));
    }

    /** Nothing from a server that may not be asked. */
    private Future<String> info(RedisWay.Server server, String section) {
        Request request = Request.cmd(Command.INFO).arg(section);
        return calls.callAside(server, request, () -> "info", Response::toString)
                .otherwise("");
    }

    private static String saves(Response reply) {
        if (reply == null || reply.size() == 0) {
            return null;
        }
        return reply.isMap() ? reply.get("save").toString() : reply.get(1).toString();
    }

    void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }
}

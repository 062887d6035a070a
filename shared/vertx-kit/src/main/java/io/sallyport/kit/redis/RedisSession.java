package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its client. Each connection has a client of its own, because closing a pooled connection only
 * hands it back, and a stalled one must really go. Owner: the link's context.
 */
final class RedisSession {
    private final Redis client;
    private final RedisConnection connection;
    private final HostPort server;
    private long answeredAt = System.nanoTime();

    private RedisSession(Redis client, RedisConnection connection, HostPort server) {
        this.client = client;
        this.connection = connection;
        this.server = server;
    }

    /** Connects, says hello, authenticates and selects the database, all within the time of the access. */
    static Future<RedisSession> open(Vertx vertx, RedisAccess access, HostPort server) {
        Redis client = Redis.createClient(vertx, access.options(server));
        return client.connect()
                .timeout(access.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(connection -> new RedisSession(client, connection, server))
                .onFailure(failure -> client.close().onFailure(ignored -> {
                    // a client that never connected holds nothing
                }));
    }

    HostPort server() {
        return server;
    }

    /** Calls back when the connection has ended or broken, with the reason if there is one. */
    void onEnd(Consumer<@Nullable Throwable> ended) {
        connection.exceptionHandler(ended::accept).endHandler(v -> ended.accept(null));
    }

    Future<Response> send(Request request, long millis) {
        return connection
                .send(request)
                .onComplete(reply -> answeredAt = System.nanoTime())
                .timeout(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether nothing at all has been answered since that moment; replies come in order, so later calls wait as well. */
    boolean isSilentSince(long nanos) {
        return answeredAt - nanos < 0;
    }

    Future<Void> close() {
        return client.close();
    }
}

package io.sallyport.kit.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One connection with its client. Each connection has a client of its own, because closing a pooled connection only
 * hands it back, and a stalled one must really go. Owner: the link's context.
 */
final class RedisSession {
    private static final int WAITING_MAX = 4096;

    private final Redis client;
    private final RedisConnection connection;
    private long answeredAt = System.nanoTime();

    private RedisSession(Redis client, RedisConnection connection) {
        this.client = client;
        this.connection = connection;
    }

    /** Connects, says hello, authenticates and selects the database, all within the time given. */
    static Future<RedisSession> open(Vertx vertx, String url, Duration timeout) {
        Redis client = Redis.createClient(vertx, options(url, timeout));
        return client.connect()
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(connection -> new RedisSession(client, connection))
                .onFailure(failure -> client.close().onFailure(ignored -> {
                    // a client that never connected holds nothing
                }));
    }

    /** Calls back once when the connection has ended or broken. */
    void onEnd(Runnable ended) {
        connection.exceptionHandler(failure -> ended.run()).endHandler(v -> ended.run());
    }

    Future<Response> send(Request request, Duration timeout) {
        return connection
                .send(request)
                .onComplete(reply -> answeredAt = System.nanoTime())
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether nothing at all has been answered since that moment; replies come in order, so later calls wait as well. */
    boolean isSilentSince(long nanos) {
        return answeredAt - nanos < 0;
    }

    Future<Void> close() {
        return client.close();
    }

    private static RedisOptions options(String url, Duration timeout) {
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        return new RedisOptions()
                .setConnectionString(url)
                .setNetClientOptions(net)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setMaxWaitingHandlers(WAITING_MAX);
    }
}

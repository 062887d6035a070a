package io.sallyport.edge.pool;

import io.sallyport.edge.netty.GoneAway;
import io.sallyport.edge.netty.InterimAnswers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * A pooled HTTP/2 connection, in use by as many calls at a time as the origin allows. Takes no further call once the
 * origin says that it goes away, and closes with the last one. Owner: the loop's thread.
 */
public final class SharedConnection {
    /** Calls at a time, when the origin allows more or does not say. */
    public static final int MAX_CALLS = 100;

    /** What an origin may send of one answer before it is taken, bytes. */
    public static final int CALL_WINDOW = 128 * 1024;

    /** As much as all calls together: an answer that its client does not take holds up no other. */
    private static final int WINDOW = MAX_CALLS * CALL_WINDOW;

    /** A connection that has been silent for so long is asked for a sign of life together with the next call. */
    private static final long SILENT_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long PONG_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Buffer PING = Buffer.buffer(new byte[8]);

    private final OriginPool pool;
    private final HttpClientConnection connection;
    private final RequestOptions options = new RequestOptions();
    private int calls;
    private boolean used;
    private boolean leaving;
    private boolean closed;
    private boolean pinged;
    private long pingedNanos;
    private long heardNanos;

    SharedConnection(OriginPool pool, HttpClientConnection connection, long nowNanos) {
        this.pool = pool;
        this.connection = connection;
        this.heardNanos = nowNanos;
        connection.setWindowSize(WINDOW);
        InterimAnswers.tell(connection);
        connection.exceptionHandler(failure -> {}); // whoever uses the connection hears of it through the request
        connection.shutdownHandler(goAway -> leave());
        connection.closeHandler(gone -> {
            leaving = true;
            closed = true;
            pool.closed(this);
        });
    }

    /** Whether another call may begin. */
    boolean hasRoom() {
        return !leaving && calls < connection.maxActiveStreams();
    }

    /** Calls under way. */
    int calls() {
        return calls;
    }

    boolean isClosed() {
        return closed;
    }

    /** Since when it has nothing to do; only while {@link #calls} is 0. */
    long idleSinceNanos() {
        return heardNanos;
    }

    /** Begins a call. */
    UpstreamConnection begin(long nowNanos) {
        calls++;
        if (!pinged && nowNanos - heardNanos > SILENT_NANOS) {
            pinged = true;
            pingedNanos = nowNanos;
            connection.ping(PING).onSuccess(pong -> pinged = false);
        }
        return new SharedCall(this);
    }

    Future<HttpClientRequest> request(HttpMethod method, String target) {
        return connection.request(options.setMethod(method).setURI(target));
    }

    /** Whether the origin goes away and says that it will not process this stream. */
    boolean goesAwayBefore(long stream) {
        return GoneAway.before(connection, stream);
    }

    boolean isUsed() {
        return used;
    }

    /** @param nowNanos when the answer was complete; 0 when there was none */
    void ended(long nowNanos) {
        calls--;
        if (nowNanos != 0) {
            used = true;
            heardNanos = nowNanos;
        }
        if (leaving && calls == 0) {
            close();
        } else {
            pool.released(this);
        }
    }

    private void leave() {
        if (!leaving) {
            leaving = true;
            pool.leaves(this);
            if (calls == 0) {
                close();
            }
        }
    }

    /** Ends the connection with all that is under way on it when its sign of life is overdue. */
    void closeIfSilent(long nowNanos) {
        if (pinged && nowNanos - pingedNanos > PONG_NANOS) {
            close();
        }
    }

    void close() {
        if (!closed) {
            leaving = true;
            connection.close();
        }
    }
}

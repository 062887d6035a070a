package io.sallyport.edge.pool;

import io.sallyport.edge.netty.StreamError;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.NetSocket;

/** One call on a {@link SharedConnection}; discarding it resets its stream and leaves the others alone. */
final class SharedCall implements UpstreamConnection {
    private final SharedConnection connection;
    private HttpClientRequest request;
    private boolean ended;

    SharedCall(SharedConnection connection) {
        this.connection = connection;
    }

    @Override
    public Future<HttpClientRequest> request(HttpMethod method, String target) {
        return connection.request(method, target).onSuccess(opened -> request = opened);
    }

    @Override
    public boolean isUsed() {
        return connection.isUsed();
    }

    @Override
    public boolean staysOpen(HttpClientResponse answer) {
        return true;
    }

    @Override
    public boolean isUntouched(Throwable failure) {
        if (failure instanceof StreamResetException reset) {
            return reset.getCode() == StreamError.REFUSED_STREAM;
        }
        return request != null && connection.goesAwayBefore(request.streamId());
    }

    @Override
    public NetSocket become() {
        throw new IllegalStateException("a stream becomes no socket");
    }

    @Override
    public void release(long nowNanos) {
        if (!ended) {
            ended = true;
            connection.ended(nowNanos);
        }
    }

    @Override
    public void discard() {
        if (!ended && request != null) {
            request.reset(StreamError.CANCEL).onFailure(failure -> {
                // it has ended by itself
            });
        }
        broken();
    }

    /** There is no stream any more, and a server that goes away takes a reset of one that it never saw for an error. */
    @Override
    public void broken() {
        if (!ended) {
            ended = true;
            connection.ended(0);
        }
    }
}

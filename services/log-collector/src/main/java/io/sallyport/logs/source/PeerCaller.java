package io.sallyport.logs.source;

import io.sallyport.logs.source.Peers.Peer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/** Asks other collectors by their API, with what the caller has shown us. */
public final class PeerCaller {
    private static final long CONNECT_MILLIS = 1000;
    private static final int CONNECTIONS = 128;
    private static final int WAITING = 256;
    /** A page of the longest records is well below; what goes on beyond is no answer of a collector. */
    private static final int BODY_MAX = 64 << 20;

    private final HttpClient client;
    private final long timeoutMillis;

    /** @param timeoutMillis of an answer */
    public PeerCaller(Vertx vertx, long timeoutMillis) {
        this.client = vertx.createHttpClient(
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * A call that has not been sent.
     *
     * @param authorization the caller's; empty for none
     */
    public Future<HttpClientRequest> request(Peer peer, String uri, String authorization) {
        RequestOptions options = new RequestOptions()
                .setHost(peer.api().host())
                .setPort(peer.api().port())
                .setMethod(HttpMethod.GET)
                .setURI(uri)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(Math.max(timeoutMillis, 60_000));
        return client.request(options).map(request -> {
            if (!authorization.isEmpty()) {
                request.putHeader("Authorization", authorization);
            }
            return request;
        });
    }

    /** Sends it and gives the answer's body; fails when it is no 200, or longer than any answer is. */
    Future<Buffer> body(HttpClientRequest request) {
        return request.send()
                .compose(PeerCaller::body)
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("a collector answered " + response.statusCode());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() + piece.length() > BODY_MAX) {
                whole.tryFail("a collector's answer does not end");
                response.request().reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    public Future<Void> close() {
        return client.close();
    }
}

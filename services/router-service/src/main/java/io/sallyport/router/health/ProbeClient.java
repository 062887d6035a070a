package io.sallyport.router.health;

import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * Asks an endpoint with GET, on a connection of its own each time: a probe that reuses one would not notice that the
 * endpoint accepts no more. Redirects are answers like any other.
 */
final class ProbeClient {
    /** Bytes of content that are read; the rest is cut off. */
    static final int BODY_MAX = 64 * 1024;

    private final HttpClient client;

    ProbeClient(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    }

    /** Completes within the timeout, body included. */
    Future<ProbeAnswer> get(EndpointDocument endpoint, String path, Duration timeout) {
        return client.request(options(endpoint, path, timeout))
                .compose(request -> exchange(request).timeout(timeout).onFailure(failure -> abort(request)))
                .timeout(timeout);
    }

    private static RequestOptions options(EndpointDocument endpoint, String path, Duration timeout) {
        String host = endpoint.host();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), host))
                .setHost(host.indexOf(':') < 0 ? host : "[" + host + "]")
                .setPort(endpoint.port())
                .setURI(path)
                .setTimeout(timeout.toMillis())
                .putHeader("User-Agent", "sallyport-probe")
                .putHeader("Accept", "application/json, */*;q=0.1");
    }

    private static Future<ProbeAnswer> exchange(HttpClientRequest request) {
        Promise<ProbeAnswer> answer = Promise.promise();
        request.send().onSuccess(response -> read(request, response, answer)).onFailure(answer::tryFail);
        return answer.future();
    }

    private static void read(HttpClientRequest request, HttpClientResponse response, Promise<ProbeAnswer> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(new ProbeAnswer(response.statusCode(), body, true)));
        response.handler(part -> {
            body.appendBuffer(part.getBuffer(0, Math.min(part.length(), BODY_MAX - body.length())));
            if (body.length() == BODY_MAX && answer.tryComplete(new ProbeAnswer(response.statusCode(), body, false))) {
                abort(request);
            }
        });
    }

    private static void abort(HttpClientRequest request) {
        request.reset().onFailure(gone -> {
            // it has ended by itself
        });
    }

    Future<Void> close() {
        return client.close();
    }
}

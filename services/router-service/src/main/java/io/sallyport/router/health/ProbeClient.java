package io.sallyport.router.health;

import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.route.ClusterDocument.Protocol;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.http.announce.ProxyHeader;
import io.sallyport.kit.netty.AnnouncedConnection;
import io.sallyport.kit.tls.UpstreamTls;
import io.sallyport.routing.engine.Transport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ClientConfig;
import io.vertx.core.http.Http2ClientConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * Asks an endpoint with GET, on a connection of its own each time: a probe that reuses one would not notice that the
 * endpoint accepts no more. It speaks as the edges do, by the same trust and protocol. Redirects are answers like any
 * other.
 */
final class ProbeClient {
    /** Bytes of content that are read; the rest is cut off. */
    static final int BODY_MAX = 64 * 1024;

    private static final int HEAD_MAX = 64 * 1024;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final ProbeTrust trust;

    ProbeClient(Vertx vertx, ProbeTrust trust) {
        this.vertx = vertx;
        this.trust = trust;
        this.client = vertx.createHttpClient(new HttpClientConfig()
                .setVersions(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                .setMaxRedirects(0)
                .setDecompressionEnabled(false)
                .setHttp1Config(new Http1ClientConfig().setMaxHeaderSize(HEAD_MAX))
                .setHttp2Config(new Http2ClientConfig()
                        .setClearTextUpgrade(false)
                        .setInitialSettings(
                                new Http2Settings().setPushEnabled(false).setMaxHeaderListSize(HEAD_MAX))));
    }

    /** From an event loop. Completes within the timeout, handshake and body included. */
    Future<ProbeAnswer> get(ProbeTarget target, String path, Duration timeout) {
        Promise<ProbeAnswer> answer = Promise.promise();
        options(target, timeout)
                .compose(connect -> connect(connect, target.announcing()))
                .onFailure(answer::tryFail)
                .onSuccess(connection -> ask(connection, target, path, answer));
        return answer.future().timeout(timeout).onFailure(answer::tryFail);
    }

    /**
     * Looks at the certificate of an endpoint whose handshake was refused, without trusting it: nothing is asked on this
     * connection.
     */
    Future<ServerLink> look(ProbeTarget target, Duration timeout) {
        return options(target, timeout)
                .compose(connect -> connect(unverified(connect), target.announcing()))
                .map(connection -> {
                    ServerLink link = ProbeLink.of(connection);
                    connection.close();
                    return link;
                })
                .timeout(timeout);
    }

    private static HttpConnectOptions unverified(HttpConnectOptions options) {
        ClientSSLOptions any = new ClientSSLOptions(options.getSslOptions())
                .setTrustAll(true)
                .setTrustOptions(null)
                .setHostnameVerificationAlgorithm("");
        return options.setSslOptions(any);
    }

    private Future<HttpClientConnection> connect(HttpConnectOptions options, ProxyProtocol announcement) {
        return switch (announcement) {
            case NONE -> client.connect(options);
            case V1 -> AnnouncedConnection.connect(client, options, Buffer.buffer(ProxyHeader.v1Unknown()));
            case V2 -> AnnouncedConnection.connect(client, options, Buffer.buffer(ProxyHeader.v2Local()));
        };
    }

    private Future<HttpConnectOptions> options(ProbeTarget target, Duration timeout) {
        Transport transport = target.transport();
        String host = target.endpoint().host();
        HttpConnectOptions options = new HttpConnectOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), host))
                .setHost(host)
                .setPort(target.port())
                .setConnectTimeout(timeout.toMillis());
        if (transport.protocol() != Protocol.AUTO) {
            options.setProtocolVersion(transport.protocol() == Protocol.H2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
        }
        if (!transport.tls()) {
            return Future.succeededFuture(options);
        }
        options.setHost(UpstreamTls.serverName(transport.trust(), host));
        return trust.of(transport.trust()).map(ssl -> options.setSsl(true).setSslOptions(ssl));
    }

    /** The connection ends with the answer, whatever that is. */
    private void ask(HttpClientConnection connection, ProbeTarget target, String path, Promise<ProbeAnswer> answer) {
        connection.exceptionHandler(failure -> {
            // the answer has heard of it
        });
        connection.closeHandler(gone -> answer.tryFail(new HttpClosedException("before the answer was complete")));
        answer.future().onComplete(done -> vertx.runOnContext(later -> connection.close()));
        if (answer.future().isComplete()) {
            return;
        }
        connection
                .request(new RequestOptions().setMethod(HttpMethod.GET).setURI(path))
                .compose(request -> send(request, target.host()))
                .onSuccess(response -> read(response, ProbeLink.of(connection), answer))
                .onFailure(answer::tryFail);
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, String host) {
        request.authority(HostAndPort.parseAuthority(host, -1));
        return request.putHeader("User-Agent", "sallyport-probe")
                .putHeader("Accept", "application/json, */*;q=0.1")
                .send();
    }

    private static void read(HttpClientResponse response, ServerLink link, Promise<ProbeAnswer> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(answer(response, body, true, link)));
        response.handler(part -> {
            body.appendBuffer(part.getBuffer(0, Math.min(part.length(), BODY_MAX - body.length())));
            if (body.length() == BODY_MAX) {
                answer.tryComplete(answer(response, body, false, link));
            }
        });
    }

    private static ProbeAnswer answer(HttpClientResponse response, Buffer body, boolean whole, ServerLink link) {
        return new ProbeAnswer(response.statusCode(), response.headers(), body, whole, link);
    }

    Future<Void> close() {
        return client.close();
    }
}

package io.sallyport.edge;

import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server that speaks HTTP/2 as well, in clear text by prior knowledge or by TLS with ALPN. */
final class VertxOrigin implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<HttpConnection> connections = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final boolean tls;
    private volatile Handler<HttpServerRequest> handler =
            request -> request.response().end("hello");

    /** A request as it came. */
    record Seen(HttpVersion version, String authority, io.vertx.core.MultiMap headers) {}

    private VertxOrigin(HttpServerOptions options, Handler<ServerWebSocket> talking) {
        tls = options.isSsl();
        HttpServer opening = vertx.createHttpServer(options);
        if (talking != null) {
            opening.webSocketHandler(socket -> {
                sockets.add(socket);
                talking.handle(socket);
            });
        }
        server = opening.connectionHandler(connections::add).requestHandler(request -> {
            seen.add(new Seen(request.version(), String.valueOf(request.authority()), request.headers()));
            handler.handle(request);
        });
        await(server.listen(0, "127.0.0.1"));
    }

    static HttpServerOptions options() {
        return new HttpServerOptions();
    }

    static HttpServerOptions tls(TestCertificate certificate) {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setSni(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.certificate().toString())
                        .addKeyPath(certificate.key().toString()));
    }

    static VertxOrigin start(HttpServerOptions options) {
        return new VertxOrigin(options, null);
    }

    /** Accepts WebSockets, with compression. */
    static VertxOrigin startWebSocket(HttpServerOptions options, Handler<ServerWebSocket> talking) {
        return new VertxOrigin(options.setPerMessageWebSocketCompressionSupported(true), talking);
    }

    List<ServerWebSocket> sockets() {
        return sockets;
    }

    /** In clear text, with so many streams on a connection at a time. */
    static VertxOrigin startClear(int streams) {
        return new VertxOrigin(
                new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(streams)), null);
    }

    VertxOrigin on(Handler<HttpServerRequest> answering) {
        handler = answering;
        return this;
    }

    /** Reads the body and sends it back as it comes. */
    static void echo(HttpServerRequest request) {
        request.response().setChunked(true);
        request.pipeTo(request.response());
    }

    static Handler<HttpServerRequest> text(String text) {
        return request -> request.response().end(Buffer.buffer(text));
    }

    String url() {
        return (tls ? "https" : "http") + "://127.0.0.1:" + server.actualPort();
    }

    int port() {
        return server.actualPort();
    }

    /** A cluster of it alone; more of the cluster's keys, such as {@code ", protocol: h2"}. */
    String routes(String more) {
        return "clusters: [{name: shop, endpoints: ['" + url() + "']" + more + "}]\n"
                + "routes: [{name: all, cluster: shop}]\n";
    }

    List<HttpConnection> connections() {
        return connections;
    }

    List<Seen> seen() {
        return seen;
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}

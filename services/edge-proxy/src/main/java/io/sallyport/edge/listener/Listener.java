package io.sallyport.edge.listener;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.HstsConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ListenerFacts;
import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.exchange.StandingFields;
import io.sallyport.edge.figures.ClientFigures;
import io.sallyport.edge.limit.Limit;
import io.sallyport.edge.netty.PrefaceWatch;
import io.sallyport.edge.netty.PriorKnowledge;
import io.sallyport.edge.netty.QuicSupport;
import io.sallyport.edge.plain.PlainClient;
import io.sallyport.edge.socks.SocksListener;
import io.sallyport.edge.tls.TlsMaterial;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bound address on one event loop: makes an exchange of each request. With HTTP/3 there are two servers, of TCP and
 * of UDP, on the same port number. Owner: the loop's thread.
 */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Binding binding;
    private final ListenerFacts facts;
    private final FrontProxies front;
    private final SocksListener socks;
    /** {@code null} where HTTP/2 is not begun on connections that begin as HTTP/1.1. */
    private final PriorKnowledge http2;

    private final Loop loop;
    private final ClientConnections connections;
    private final ClientFigures.Of counted;
    private final Supplier<SnapshotSet> snapshots;
    private final HttpServer tcp;
    /** {@code null} without HTTP/3. */
    private final HttpServer quic;

    private Listener(
            Vertx vertx, Binding binding, Loop loop, ClientConnections connections, Supplier<SnapshotSet> snapshots) {
        this.binding = binding;
        this.facts = facts(binding);
        this.front = new FrontProxies(binding.config());
        this.loop = loop;
        this.connections = connections;
        this.counted = connections.figures(facts.name());
        this.snapshots = snapshots;
        this.tcp = ServerSettings.create(vertx, binding);
        this.http2 = priorKnowledge();
        this.socks = new SocksListener(binding.config(), snapshots, http2);
        this.quic = binding.servesH3() ? QuicSettings.create(vertx, binding) : null;
    }

    private PriorKnowledge priorKnowledge() {
        Http2ServerConfig http2 = ServerSettings.http2Behind(binding);
        return http2 == null ? null : new PriorKnowledge(tcp, http2, this::request, this::connectedAnew);
    }

    /**
     * What to bind.
     *
     * @param port       the configured one, or the free one chosen in its place; never 0
     * @param tls        {@code null} in clear text
     * @param addressKey of the tokens that clients of HTTP/3 get
     * @param admission  which requests and connections the loop takes
     */
    public record Binding(
            ListenerConfig config,
            int port,
            LimitsConfig limits,
            TlsMaterial tls,
            KeyCertOptions addressKey,
            LoopAdmission admission) {
        /** Whether HTTP/3 is configured, and this machine can serve it. */
        boolean servesH3() {
            return config.speaksH3() && QuicSupport.missing().isEmpty();
        }
    }

    /** Why a listener that should serve HTTP/3 does not; empty when nothing is missing. */
    public static String h3Problem(ListenerConfig config) {
        String missing = config.speaksH3() ? QuicSupport.missing() : "";
        return missing.isEmpty() ? "" : "listener " + config.name() + ": HTTP/3 is not served: " + missing;
    }

    private static ListenerFacts facts(Binding binding) {
        ListenerConfig config = binding.config();
        boolean redirects = config.redirect() == ListenerConfig.Redirect.HTTPS;
        return new ListenerFacts(
                config.name(),
                config.mode().isForward(),
                config.tls().isPresent(),
                redirects ? config.redirectPort() : 0,
                config.servesPac(),
                config.tls().map(tls -> tls.clientAuth().forward()).orElse(false),
                StandingFields.of(
                        binding.servesH3() ? binding.port() : 0,
                        config.altSvc().toSeconds(),
                        config.tls()
                                .flatMap(TlsConfig::hsts)
                                .map(HstsConfig::field)
                                .orElse(null)),
                config.cluster());
    }

    /**
     * Binds.
     *
     * @param udpFree completes when no other process has the same port of UDP; HTTP/3 is served from then on
     */
    public static Future<Listener> open(
            Vertx vertx,
            Binding binding,
            Loop loop,
            ClientConnections connections,
            Supplier<SnapshotSet> snapshots,
            Future<Void> udpFree) {
        Listener listener = new Listener(vertx, binding, loop, connections, snapshots);
        return listener.listen(listener.tcp)
                .onSuccess(bound -> binding.admission().guard(bound, listener.counted, binding.config()))
                .compose(bound -> listener.quicWhen(udpFree, vertx.getOrCreateContext()))
                .map(listener);
    }

    private Future<HttpServer> quicWhen(Future<Void> udpFree, Context context) {
        if (quic == null) {
            return Future.succeededFuture();
        }
        if (udpFree.isComplete()) {
            return listenQuic();
        }
        udpFree.onComplete(free -> context.runOnContext(go -> listen(quic).onFailure(this::quicFailed)));
        return Future.succeededFuture();
    }

    private void quicFailed(Throwable cause) {
        LOG.warn("listener {}: no UDP for HTTP/3: {}", facts.name(), cause.getMessage());
    }

    private Future<HttpServer> listen(HttpServer server) {
        return server.connectionHandler(this::connected)
                .requestHandler(this::request)
                .invalidRequestHandler(this::invalid)
                .exceptionHandler(this::failed)
                .listen(SocketAddress.inetSocketAddress(
                        binding.port(), binding.config().bind().host()));
    }

    private void connected(HttpConnection connection) {
        connections.opened(connection, front, counted);
        ClientConnection client = connections.of(connection);
        if (client != null && facts.plain()) {
            PlainClient.opened(connection, client);
            return;
        }
        if (client == null || socks.opened(connection, client) || http2 == null || !client.isHttp1()) {
            return;
        }
        PrefaceWatch.expect(connection, () -> {
            client.gone();
            http2.takeOver(connection);
        });
    }

    /** By HTTP/2, once its preface has come. */
    private void connectedAnew(HttpConnection connection) {
        connections.reopened(connection, front);
    }

    private Future<HttpServer> listenQuic() {
        return listen(quic)
                .recover(cause -> tcp.close()
                        .transform(closed -> Future.failedFuture(
                                new IllegalStateException("UDP for HTTP/3: " + cause.getMessage(), cause))));
    }

    private void request(HttpServerRequest request) {
        Exchange exchange = exchange(request);
        if (exchange != null && binding.admission().admits(exchange, front)) {
            exchange.start();
        }
    }

    /** The parser could not read the head: its own answer goes out, the record is ours. */
    private void invalid(HttpServerRequest request) {
        Exchange exchange = exchange(request);
        if (exchange != null) {
            HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
            int status = request.response().getStatusCode();
            exchange.transfer().status(status);
            countLarge(exchange, status);
            exchange.unread(status == 431 || status == 414 ? Outcome.HEAD_TOO_LARGE : Outcome.BAD_REQUEST);
        }
    }

    private static void countLarge(Exchange exchange, int status) {
        if (status == 431 || status == 414) {
            exchange.client().limits().hit(status == 414 ? Limit.REQUEST_LINE : Limit.HEADER_BYTES);
        }
    }

    /** Of a connection that has not brought a request. */
    private void failed(Throwable cause) {
        counted.failed();
        connections.failed(cause);
    }

    private Exchange exchange(HttpServerRequest request) {
        ClientConnection client = connections.of(request.connection());
        if (client == null || client.isDone()) {
            return null;
        }
        Exchange exchange = new Exchange(loop, facts, client, request, snapshots.get());
        if (front.mayName(client)) {
            exchange.forwardedBy(front.clientNamedIn(request.headers()));
        }
        return exchange;
    }

    /** Handshakes from now on work with other certificates; connections that are open go on. */
    public Future<Void> update(TlsMaterial tls) {
        Duration handshake = binding.limits().tlsHandshake();
        Future<Boolean> updated = tcp.updateSSLOptions(tls.forTcp(handshake), true);
        return quic == null
                ? updated.mapEmpty()
                : updated.compose(done -> quic.updateSSLOptions(tls.forQuic(handshake), true))
                        .mapEmpty();
    }

    /** The port that is bound. */
    public int port() {
        return tcp.actualPort();
    }

    public String name() {
        return facts.name();
    }

    /** Takes no more connections of HTTP/3, and lets exchanges of those that are open finish for at most this time. */
    public Future<Void> drainQuic(Duration drain) {
        return quic == null ? Future.succeededFuture() : quic.shutdown(drain);
    }

    /** Closes with all connections. */
    public Future<Void> close() {
        Future<Void> closed = tcp.shutdown(Duration.ZERO);
        return quic == null
                ? closed
                : Future.join(closed, quic.shutdown(Duration.ZERO)).mapEmpty();
    }
}

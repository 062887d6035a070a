package io.sallyport.edge.listener;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.exchange.ClientConnection;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ListenerFacts;
import io.sallyport.edge.exchange.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** One bound address on one event loop: makes an exchange of each request. Owner: the loop's thread. */
public final class Listener {
    private final ListenerFacts facts;
    private final Loop loop;
    private final ClientConnections connections;
    private final Supplier<SnapshotSet> snapshots;
    private final HttpServer server;

    private Listener(
            ListenerConfig config,
            Loop loop,
            ClientConnections connections,
            Supplier<SnapshotSet> snapshots,
            HttpServer server) {
        this.facts = new ListenerFacts(
                config.name(),
                config.mode() == ListenerConfig.Mode.FORWARD,
                config.tls().isPresent());
        this.loop = loop;
        this.connections = connections;
        this.snapshots = snapshots;
        this.server = server;
    }

    /**
     * What to bind.
     *
     * @param port   the configured one, or the free one chosen in its place; never 0
     * @param folder where certificate files lie
     */
    public record Binding(ListenerConfig config, int port, Path folder, LimitsConfig limits) {}

    /** Binds. */
    public static Future<Listener> open(
            Vertx vertx, Binding binding, Loop loop, ClientConnections connections, Supplier<SnapshotSet> snapshots) {
        HttpServer server = ServerSettings.create(vertx, binding);
        Listener listener = new Listener(binding.config(), loop, connections, snapshots, server);
        return server.connectionHandler(connections::opened)
                .requestHandler(listener::request)
                .invalidRequestHandler(listener::invalid)
                .listen(SocketAddress.inetSocketAddress(
                        binding.port(), binding.config().bind().host()))
                .map(bound -> listener);
    }

    private void request(HttpServerRequest request) {
        Exchange exchange = exchange(request);
        if (exchange != null) {
            exchange.start();
        }
    }

    /** The parser could not read the head: its own answer goes out, the record is ours. */
    private void invalid(HttpServerRequest request) {
        Exchange exchange = exchange(request);
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
        if (exchange != null) {
            int status = request.response().getStatusCode();
            exchange.status(status);
            exchange.unread(status == 431 || status == 414 ? Outcome.HEAD_TOO_LARGE : Outcome.BAD_REQUEST);
        }
    }

    private Exchange exchange(HttpServerRequest request) {
        ClientConnection client = connections.of(request.connection());
        return client == null ? null : new Exchange(loop, facts, client, request, snapshots.get());
    }

    /** The port that is bound. */
    public int port() {
        return server.actualPort();
    }

    public String name() {
        return facts.name();
    }

    /** Accepts no more, lets exchanges finish for at most {@code drain}, then closes. */
    public Future<Void> close(Duration drain) {
        return server.shutdown(drain);
    }
}

package io.sallyport.edge.listener;

import io.sallyport.contract.settings.Http2LimitsConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.ListenerConfig.Protocol;
import io.sallyport.edge.tls.TlsMaterial;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketServerConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Our listener records in terms of Vert.x, for what goes over TCP. */
final class ServerSettings {
    private static final Duration RESET_WINDOW = Duration.ofSeconds(30);

    private ServerSettings() {}

    /** The read time-out is for connections that we are not told of yet; {@link ClientConnections} lifts it. */
    static HttpServer create(Vertx vertx, Listener.Binding binding) {
        LimitsConfig limits = binding.limits();
        HttpServerConfig server = server(binding.config(), limits).setReadIdleTimeout(limits.headerTimeout());
        if (binding.config().proxyProtocol()) {
            server.getTcpConfig().setUseProxyProtocol(true).setProxyProtocolTimeout(limits.headerTimeout());
        }
        TlsMaterial tls = binding.tls();
        return tls == null
                ? vertx.createHttpServer(server)
                : vertx.createHttpServer(server, tls.forTcp(limits.tlsHandshake()));
    }

    private static HttpServerConfig server(ListenerConfig config, LimitsConfig limits) {
        return new HttpServerConfig()
                .setVersions(versions(config))
                .setHandle100ContinueAutomatically(false)
                .setWebSocketConfig(new WebSocketServerConfig()
                        .setUsePerFrameCompression(false)
                        .setUsePerMessageCompression(false))
                .setHttp1Config(new Http1ServerConfig()
                        .setMaxInitialLineLength((int) limits.requestLine().bytes())
                        .setMaxHeaderSize((int) limits.headerBytes().bytes()))
                .setHttp2Config(http2(config, limits));
    }

    /** A browser puts all its tunnels on one connection and waits when there is no room for one more. */
    private static Http2ServerConfig http2(ListenerConfig config, LimitsConfig limits) {
        Http2LimitsConfig http2 = limits.http2();
        return new Http2ServerConfig()
                .setRstFloodMaxRstFramePerWindow(http2.resets())
                .setRstFloodWindowDuration(RESET_WINDOW)
                .setMaxSmallContinuationFrames(http2.continuations())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(config.mode().isForward() ? http2.tunnels() : http2.streams())
                        .setMaxHeaderListSize(limits.headerBytes().bytes()));
    }

    /** What HTTP/2 is spoken with on a connection that begins as HTTP/1.1; {@code null} where it is not. */
    static Http2ServerConfig http2Behind(Listener.Binding binding) {
        ListenerConfig config = binding.config();
        boolean spoken = config.mode() != Mode.SOCKS5
                && config.mode() != Mode.TCP
                && beginsAsHttp1(config)
                && config.protocols().contains(Protocol.H2);
        return spoken ? http2(config, binding.limits()) : null;
    }

    private static Set<HttpVersion> versions(ListenerConfig config) {
        Set<Protocol> protocols = config.protocols();
        Set<HttpVersion> versions = EnumSet.noneOf(HttpVersion.class);
        if (protocols.contains(Protocol.HTTP_1_1) || beginsAsHttp1(config)) {
            versions.add(HttpVersion.HTTP_1_0);
            versions.add(HttpVersion.HTTP_1_1);
        }
        if (protocols.contains(Protocol.H2) && !beginsAsHttp1(config)) {
            versions.add(HttpVersion.HTTP_2);
        }
        return versions;
    }

    /**
     * SOCKS is spoken, and a plain connection announced, in front of the codec of HTTP/1.1; to see its first byte, every
     * connection must begin with that. So it must in clear text where both versions of HTTP are spoken: Vert.x would tell of
     * a connection only with its first request, and would let clients change to HTTP/2 by {@code Upgrade}, which is gone (RFC
     * 9113 section 3.1).
     */
    private static boolean beginsAsHttp1(ListenerConfig config) {
        Set<Protocol> protocols = config.protocols();
        return config.mode() == Mode.SOCKS5
                || config.mode() == Mode.TCP
                || (config.tls().isEmpty()
                        && (config.mode() == Mode.MIXED
                                || (protocols.contains(Protocol.H2) && protocols.contains(Protocol.HTTP_1_1))));
    }
}

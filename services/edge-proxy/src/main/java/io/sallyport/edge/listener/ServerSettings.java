package io.sallyport.edge.listener;

import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
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
import java.util.EnumSet;
import java.util.Set;

/** Our listener records in terms of Vert.x, for what goes over TCP. */
final class ServerSettings {
    static final int MAX_STREAMS = 100;

    private ServerSettings() {}

    /** The read time-out is for connections that we are not told of yet; {@link ClientConnections} lifts it. */
    static HttpServer create(Vertx vertx, Listener.Binding binding) {
        LimitsConfig limits = binding.limits();
        HttpServerConfig server =
                server(binding.config(), (int) limits.headerBytes().bytes()).setReadIdleTimeout(limits.headerTimeout());
        if (binding.config().proxyProtocol()) {
            server.getTcpConfig().setUseProxyProtocol(true).setProxyProtocolTimeout(limits.headerTimeout());
        }
        TlsMaterial tls = binding.tls();
        return tls == null
                ? vertx.createHttpServer(server)
                : vertx.createHttpServer(server, tls.forTcp(limits.headerTimeout()));
    }

    private static HttpServerConfig server(ListenerConfig config, int headerBytes) {
        return new HttpServerConfig()
                .setVersions(versions(config.protocols()))
                .setHandle100ContinueAutomatically(false)
                .setWebSocketConfig(new WebSocketServerConfig()
                        .setUsePerFrameCompression(false)
                        .setUsePerMessageCompression(false))
                .setHttp1Config(new Http1ServerConfig()
                        .setMaxInitialLineLength(headerBytes / 2)
                        .setMaxHeaderSize(headerBytes))
                .setHttp2Config(new Http2ServerConfig()
                        .setInitialSettings(new Http2Settings()
                                .setMaxConcurrentStreams(MAX_STREAMS)
                                .setMaxHeaderListSize(headerBytes)));
    }

    private static Set<HttpVersion> versions(Set<Protocol> protocols) {
        Set<HttpVersion> versions = EnumSet.noneOf(HttpVersion.class);
        if (protocols.contains(Protocol.HTTP_1_1)) {
            versions.add(HttpVersion.HTTP_1_0);
            versions.add(HttpVersion.HTTP_1_1);
        }
        if (protocols.contains(Protocol.H2)) {
            versions.add(HttpVersion.HTTP_2);
        }
        return versions;
    }
}

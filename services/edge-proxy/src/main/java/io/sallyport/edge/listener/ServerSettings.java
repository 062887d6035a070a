package io.sallyport.edge.listener;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Protocol;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketServerConfig;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Our listener records in terms of Vert.x. */
final class ServerSettings {
    private static final int MAX_STREAMS = 100;

    private ServerSettings() {}

    /** The read time-out is for connections that we are not told of yet; {@link ClientConnections} lifts it. */
    static HttpServer create(Vertx vertx, Listener.Binding binding) {
        int headerBytes = (int) binding.limits().headerBytes().bytes();
        HttpServerConfig server = server(binding.config(), headerBytes)
                .setReadIdleTimeout(binding.limits().headerTimeout());
        return binding.config()
                .tls()
                .map(tls -> vertx.createHttpServer(server, ssl(tls, binding.folder())))
                .orElseGet(() -> vertx.createHttpServer(server));
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

    private static ServerSSLOptions ssl(TlsConfig tls, Path folder) {
        PemKeyCertOptions certificates = new PemKeyCertOptions();
        for (CertificateConfig certificate : tls.certificates()) {
            certificates.addCertPath(folder.resolve(certificate.cert()).toString());
            certificates.addKeyPath(folder.resolve(certificate.key()).toString());
        }
        return new ServerSSLOptions()
                .setKeyCertOptions(certificates)
                .setSni(tls.certificates().size() > 1)
                .setUseAlpn(true);
    }
}

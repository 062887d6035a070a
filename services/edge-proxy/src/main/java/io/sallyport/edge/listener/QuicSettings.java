package io.sallyport.edge.listener;

import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.edge.tls.TlsMaterial;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http3ServerConfig;
import io.vertx.core.http.Http3Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.QuicClientAddressValidation;
import io.vertx.core.net.QuicServerConfig;
import java.util.EnumSet;

/** Our listener records in terms of Vert.x, for HTTP/3. */
final class QuicSettings {
    private static final int CONTROL_STREAMS = 3;

    private QuicSettings() {}

    /**
     * One server for each loop on the same port: the kernel spreads new connections, and a packet that reaches another
     * loop than its connection's is handed on by the connection's id.
     */
    static HttpServer create(Vertx vertx, Listener.Binding binding) {
        LimitsConfig limits = binding.limits();
        HttpServerConfig server = new HttpServerConfig()
                .setVersions(EnumSet.of(HttpVersion.HTTP_3))
                .setHandle100ContinueAutomatically(false)
                .setHttp3Config(new Http3ServerConfig()
                        .setInitialSettings(new Http3Settings()
                                .setMaxFieldSectionSize(limits.headerBytes().bytes())));
        QuicServerConfig quic = server.getQuicConfig();
        quic.setLoadBalanced(true).setClientAddressValidation(QuicClientAddressValidation.CRYPTO);
        quic.setClientAddressValidationKey(binding.addressKey());
        quic.getTransportConfig()
                .setMaxIdleTimeout(limits.idle())
                .setInitialMaxStreamsBidi(limits.http2().streams())
                .setInitialMaxStreamsUni(CONTROL_STREAMS);
        TlsMaterial tls = binding.tls();
        return vertx.createHttpServer(server, tls.forQuic(limits.tlsHandshake()));
    }
}

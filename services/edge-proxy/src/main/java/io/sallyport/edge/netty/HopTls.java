package io.sallyport.edge.netty;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS with other proxies works with. The certificate must be for the proxy's name. Immutable; identity tells
 * connections of one trust from those of another.
 */
public final class HopTls {
    private final ClientSSLOptions options;
    private final SslContext context;

    private HopTls(ClientSSLOptions options, SslContext context) {
        this.options = options;
        this.context = context;
    }

    /** By trust that has been read from files; blocking. */
    public static HopTls of(Vertx vertx, ClientSSLOptions options) throws SSLException {
        try {
            TrustOptions trust = options.getTrustOptions();
            TrustManagerFactory factory = trust == null ? null : trust.getTrustManagerFactory(vertx);
            SslContextBuilder builder =
                    SslContextBuilder.forClient().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm("HTTPS");
            return new HopTls(options, (factory == null ? builder : builder.trustManager(factory)).build());
        } catch (SSLException e) {
            throw e;
        } catch (Exception e) {
            throw new SSLException("the authorities cannot be read", e);
        }
    }

    /** Whether it would be the same if it were read now. */
    public boolean isOf(ClientSSLOptions read) {
        return options.equals(read);
    }

    SslContext context() {
        return context;
    }
}

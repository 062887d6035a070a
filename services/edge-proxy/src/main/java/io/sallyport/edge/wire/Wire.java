package io.sallyport.edge.wire;

import io.sallyport.contract.route.ClusterDocument.Protocol;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.kit.tls.UpstreamTls;
import io.sallyport.routing.engine.Transport;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.SocketAddress;

/**
 * How connections to an endpoint are made. There is one instance for each distinct setting and content of its files, so
 * identity tells pools apart: a connection that was made by other trust is never taken.
 */
public final class Wire {
    /** HTTP/1.1 in clear text. */
    public static final Wire PLAIN = new Wire(Transport.PLAIN, null);

    private final Transport transport;
    private final ClientSSLOptions ssl;
    private final Wire exclusive;

    /** @param ssl trust; {@code null} for clear text */
    Wire(Transport transport, ClientSSLOptions ssl) {
        this.transport = transport;
        this.ssl = ssl;
        this.exclusive = transport.protocol() == Protocol.HTTP_1_1
                ? this
                : new Wire(
                        new Transport(Protocol.HTTP_1_1, transport.tls(), transport.trust(), transport.proxyProtocol()),
                        ssl);
    }

    boolean isMadeBy(ClientSSLOptions read) {
        return read == null ? ssl == null : read.equals(ssl);
    }

    /** Whether connections are for many calls at a time: known, possible, or not. */
    public Sharing sharing() {
        return switch (transport.protocol()) {
            case H2 -> Sharing.YES;
            case AUTO -> Sharing.PERHAPS;
            case HTTP_1_1 -> Sharing.NO;
        };
    }

    /** Whether a connection carries one call at a time or many. */
    public enum Sharing {
        YES,
        /** It shows with the first connection. */
        PERHAPS,
        NO
    }

    /** The same for HTTP/1.1, which alone lets a connection become something else. */
    public Wire exclusive() {
        return exclusive;
    }

    /** The header that announces the client on each connection. */
    public ProxyProtocol announcing() {
        return transport.proxyProtocol();
    }

    public boolean isTls() {
        return ssl != null;
    }

    /** What to connect with. */
    public HttpConnectOptions connect(String host, int port) {
        HttpConnectOptions options = new HttpConnectOptions()
                .setServer(SocketAddress.inetSocketAddress(port, host))
                .setPort(port);
        if (transport.protocol() != Protocol.AUTO) {
            options.setProtocolVersion(transport.protocol() == Protocol.H2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
        }
        return ssl == null
                ? options.setHost(host)
                : options.setHost(UpstreamTls.serverName(transport.trust(), host))
                        .setSsl(true)
                        .setSslOptions(ssl);
    }
}

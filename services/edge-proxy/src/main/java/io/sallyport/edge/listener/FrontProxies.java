package io.sallyport.edge.listener;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.TrustHeader;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.http.IpAddress;
import io.sallyport.http.forwarded.ForwardedClient;
import io.sallyport.http.forwarded.ForwardedFields;
import io.sallyport.http.forwarded.TrustedProxies;
import io.vertx.core.MultiMap;

/** The proxies in front of a listener, and what they may say of a client. Immutable. */
final class FrontProxies {
    private static final String X_FORWARDED_FOR = "x-forwarded-for";
    private static final String X_FORWARDED_PROTO = "x-forwarded-proto";
    private static final String FORWARDED = "forwarded";

    private final TrustedProxies trusted;
    private final TrustHeader header;
    private final boolean proxyProtocol;
    private final boolean fields;

    FrontProxies(ListenerConfig config) {
        this.trusted = TrustedProxies.parse(config.trust());
        this.header = config.trustHeader();
        this.proxyProtocol = config.proxyProtocol();
        this.fields = config.mode() == ListenerConfig.Mode.REVERSE && !trusted.isEmpty();
    }

    /** Whether a connection may be served: with the PROXY protocol, only those of the proxies that are trusted with it. */
    boolean mayConnect(IpAddress socket) {
        return !proxyProtocol || trusted.contains(socket);
    }

    /** Whether it is one of them: it brings the connections of many clients. */
    boolean isTrusted(IpAddress peer) {
        return trusted.contains(peer);
    }

    /** Whether what a request of this connection says of its client is believed. */
    boolean mayName(ClientConnection client) {
        return fields && trusted.contains(client.address());
    }

    /** Whom the request names; {@code null} for nobody. */
    ForwardedClient clientNamedIn(MultiMap headers) {
        return header == TrustHeader.FORWARDED
                ? ForwardedFields.forwarded(trusted, headers.getAll(FORWARDED))
                : ForwardedFields.xForwardedFor(
                        trusted, headers.getAll(X_FORWARDED_FOR), headers.getAll(X_FORWARDED_PROTO));
    }
}

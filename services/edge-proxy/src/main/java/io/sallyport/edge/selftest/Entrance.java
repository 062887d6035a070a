package io.sallyport.edge.selftest;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.ListenerConfig.Protocol;

/**
 * A forward listener that probes go in by.
 *
 * @param port the bound port
 */
record Entrance(ListenerConfig listener, int port) {
    /** Who the PROXY protocol says that we are, where a listener wants it; an address of documentation (RFC 5737). */
    static final String ANNOUNCED = "192.0.2.77";

    String host() {
        String host = listener.bind().host();
        boolean any = host.equals("0.0.0.0") || host.equals("::") || host.isEmpty();
        return any ? "127.0.0.1" : host;
    }

    boolean speaksTls() {
        return listener.tls().isPresent();
    }

    boolean speaksHttp() {
        return listener.mode() != Mode.SOCKS5 && listener.protocols().contains(Protocol.HTTP_1_1);
    }

    boolean speaksSocks() {
        return listener.mode() == Mode.SOCKS5 || listener.mode() == Mode.MIXED;
    }

    /** What a connection begins with; empty without the PROXY protocol. */
    String announcement() {
        return listener.proxyProtocol() ? "PROXY TCP4 " + ANNOUNCED + " 127.0.0.1 49152 " + port + "\r\n" : "";
    }
}

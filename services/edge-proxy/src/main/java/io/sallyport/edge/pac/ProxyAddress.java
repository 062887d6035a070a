package io.sallyport.edge.pac;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.http.Authority;

/**
 * Where clients reach a forward listener, and what it speaks there.
 *
 * @param authority with a port
 */
public record ProxyAddress(Mode mode, boolean tls, Authority authority) {
    /** Of a listener at an address that a client has named. */
    public static ProxyAddress of(ListenerConfig listener, Authority authority) {
        return new ProxyAddress(listener.mode(), listener.tls().isPresent(), authority);
    }

    /** As a script for browsers returns it. They know no SOCKS inside TLS. */
    public String directive() {
        if (mode == Mode.SOCKS5) {
            return "SOCKS5 " + authority;
        }
        return (tls ? "HTTPS " : "PROXY ") + authority;
    }

    /** As programs take it from their environment. */
    public String url() {
        if (mode == Mode.SOCKS5) {
            return "socks5h://" + authority;
        }
        return (tls ? "https://" : "http://") + authority;
    }
}

package io.sallyport.edge.overload;

import io.sallyport.http.IpAddress;

/** Whom requests count for: an IPv4 address, or the 64 bits of an IPv6 network that one subscriber has. */
public final class ClientKey {
    private ClientKey() {}

    public static long of(IpAddress address) {
        return address.isV4() ? address.low() : address.high();
    }
}

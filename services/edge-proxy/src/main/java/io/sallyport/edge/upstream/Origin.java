package io.sallyport.edge.upstream;

import io.vertx.core.net.SocketAddress;

/**
 * Whom a pool connects to.
 *
 * @param host name or IP literal that is dialled; for a forward exchange always the checked literal
 * @param port 1 to 65535
 * @param name what the connection is for; connections of different names are never shared
 */
public record Origin(String host, int port, String name) {
    SocketAddress address() {
        return SocketAddress.inetSocketAddress(port, host);
    }
}

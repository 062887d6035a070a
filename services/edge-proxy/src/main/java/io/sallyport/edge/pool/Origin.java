package io.sallyport.edge.pool;

import io.sallyport.edge.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnectOptions;

/**
 * Whom a pool connects to.
 *
 * @param host name or IP literal that is dialled; for a forward exchange always the checked literal
 * @param port 1 to 65535
 * @param name what the connection is for; connections of different names are never shared
 * @param wire how it is spoken to; connections of different wires are never shared
 * @param announcement bytes that say who the client is, before all else; {@code null} for none. Connections that have
 *     said one thing are never used for another client
 * @param passage how connections come about; {@code null} where host and port are simply dialled
 */
public record Origin(String host, int port, String name, Wire wire, Buffer announcement, Passage passage) {
    /** Simply dialled, without an announcement. */
    public Origin(String host, int port, String name, Wire wire) {
        this(host, port, name, wire, null, null);
    }

    /** Simply dialled. */
    public Origin(String host, int port, String name, Wire wire, Buffer announcement) {
        this(host, port, name, wire, announcement, null);
    }

    /** The same, for a connection of HTTP/1.1 that will become something else. */
    public Origin forSwitching() {
        Wire exclusive = wire.exclusive();
        return exclusive == wire ? this : new Origin(host, port, name, exclusive, announcement, passage);
    }

    HttpConnectOptions connect() {
        return wire.connect(host, port);
    }
}

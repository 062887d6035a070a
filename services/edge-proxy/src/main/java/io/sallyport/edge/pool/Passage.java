package io.sallyport.edge.pool;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.net.NetSocket;

/**
 * How connections to an origin come about that is not simply dialled: by one of several addresses, or through others.
 * Equal ones lead the same way; connections of unequal ones are never shared. Owner: the loop's thread.
 */
public interface Passage {
    /** Fails with {@link PassageException}, or as a client of Vert.x does. */
    Future<NetSocket> connect();

    /**
     * What goes into the request line: a proxy wants the whole URL.
     *
     * @param target path and query
     */
    default String target(String target) {
        return target;
    }

    /** Whether the request is read by another proxy, which sends one of its own to the origin. */
    default boolean endsAtProxy() {
        return false;
    }

    /** Whether an answer of this status is the next proxy's own, and no client may see it. */
    default boolean refuses(int status) {
        return false;
    }

    /** Adds what the next proxy is to know, and the origin is not. */
    default void head(MultiMap fields) {}
}

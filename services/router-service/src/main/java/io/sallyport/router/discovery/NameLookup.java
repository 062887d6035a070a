package io.sallyport.router.discovery;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a name, each time anew. */
public interface NameLookup extends AutoCloseable {
    /** All of them, in any order; fails when the name is unknown or nobody answers. */
    Future<List<InetAddress>> addresses(String name);

    @Override
    void close();
}

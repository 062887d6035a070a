package io.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A loopback port that nobody else gets while it is held, for servers that cannot bind port 0 themselves.
 *
 * <p>Between {@link #release()} and the server's own bind anyone may take it; so release it last of all.
 */
public final class FreePort implements AutoCloseable {
    private final ServerSocket holder;

    private FreePort(ServerSocket holder) {
        this.holder = holder;
    }

    public static FreePort reserve() {
        try {
            ServerSocket holder = new ServerSocket();
            holder.setReuseAddress(true);
            holder.bind(new InetSocketAddress("127.0.0.1", 0), 1);
            return new FreePort(holder);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** A port that was free a moment ago. */
    public static int pick() {
        return reserve().release();
    }

    public int number() {
        return holder.getLocalPort();
    }

    /** Lets go of the port and says its number. */
    public int release() {
        int number = holder.getLocalPort();
        close();
        return number;
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

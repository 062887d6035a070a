package io.sallyport.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets that this kit has opened and not yet closed, for {@link LeakWatch}.
 *
 * <p>One set for the JVM, because the watch has to see what any test code opened; thread-safe.
 */
final class OpenSockets {
    private static final Map<Closeable, String> OPEN = new ConcurrentHashMap<>();

    private OpenSockets() {}

    static Registration register(Closeable socket, String description) {
        OPEN.put(socket, description);
        return new Registration(socket);
    }

    static Set<Closeable> now() {
        return Set.copyOf(OPEN.keySet());
    }

    static String describe(Closeable socket) {
        return OPEN.getOrDefault(socket, "closed socket");
    }

    /** One open socket. */
    record Registration(Closeable socket) implements Closeable {
        /** Closes with a reset where the socket is a connection. */
        void reset() {
            try {
                if (socket instanceof Socket connection && !connection.isClosed()) {
                    connection.setSoLinger(true, 0);
                }
            } catch (IOException alreadyClosed) {
                // Nothing is left to reset.
            }
            close();
        }

        @Override
        public void close() {
            OPEN.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

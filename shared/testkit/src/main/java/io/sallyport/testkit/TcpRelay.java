package io.sallyport.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A loopback port that carries connections to another one, until the test breaks the way: {@link #hold} lets bytes wait as a
 * network without an answer would, {@link #cut} ends connections and refuses new ones, {@link #spoil} changes what the target
 * answers, {@link #pass} heals them.
 *
 * <p>Two threads a connection. Safe for any thread.
 */
public final class TcpRelay implements AutoCloseable {
    /** Changes bytes on their way. Called from a thread of each connection. */
    @FunctionalInterface
    public interface Spoiler {
        /** @param piece of which the first {@code length} bytes are passed on when this returns */
        void touch(byte[] piece, int length);
    }

    private static final Spoiler NOBODY = (piece, length) -> {};

    private enum Way {
        OPEN,
        HELD,
        CUT
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger carried = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Object change = new Object();
    private volatile Way way = Way.OPEN;
    private volatile Spoiler spoiler = NOBODY;

    private TcpRelay(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** @param target loopback port, where nobody has to listen yet */
    public static TcpRelay to(int target) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress("127.0.0.1", 0), 64);
            TcpRelay relay = new TcpRelay(server, target);
            daemon("relay-" + target, relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("no relay", e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections that reached the target so far. */
    public int carried() {
        return carried.get();
    }

    /** Bytes that were passed on so far, both ways together. */
    public long bytes() {
        return bytes.get();
    }

    /** From now on bytes go nowhere and are not lost; new connections are taken and hear nothing. */
    public void hold() {
        turn(Way.HELD);
    }

    /** Ends every connection, and each that comes. */
    public void cut() {
        turn(Way.CUT);
        sockets.forEach(TcpRelay::end);
    }

    /** From now on the target's bytes go through other hands. */
    public void spoil(Spoiler next) {
        spoiler = next;
    }

    /** Carries again, what has waited too, and as it is. */
    public void pass() {
        spoiler = NOBODY;
        turn(Way.OPEN);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut();
        }
    }

    private void turn(Way next) {
        synchronized (change) {
            way = next;
            change.notifyAll();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (way == Way.CUT) {
                    end(client);
                } else {
                    sockets.add(client);
                    daemon("relay-out-" + target, () -> open(client));
                }
            } catch (IOException closed) {
                // The loop sees it.
            }
        }
    }

    private void open(Socket client) {
        Socket onward = new Socket();
        sockets.add(onward);
        try {
            awaitWay();
            onward.connect(new InetSocketAddress("127.0.0.1", target), 5000);
            carried.incrementAndGet();
            daemon("relay-back-" + target, () -> pump(onward, client, (piece, length) -> spoiler.touch(piece, length)));
            pump(client, onward, NOBODY);
        } catch (IOException refused) {
            forget(client, onward);
        }
    }

    private void pump(Socket from, Socket to, Spoiler hands) {
        byte[] piece = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                awaitWay();
                hands.touch(piece, read);
                out.write(piece, 0, read);
                bytes.addAndGet(read);
            }
        } catch (IOException ended) {
            // The other side is told below.
        } finally {
            forget(from, to);
        }
    }

    /** Returns when bytes may go on. */
    private void awaitWay() throws IOException {
        synchronized (change) {
            while (way == Way.HELD) {
                try {
                    change.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
            if (way == Way.CUT) {
                throw new IOException("cut");
            }
        }
    }

    private void forget(Socket one, Socket other) {
        end(one);
        end(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

package io.sallyport.faults.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * A way between two processes on loopback that can be broken. Two threads for each connection, at most {@value #CONNECTIONS}
 * connections; further ones are reset.
 *
 * <p>The mode may depend on which process called, so that one of many can be cut off.
 */
public final class Relay implements AutoCloseable {
    private static final int CONNECTIONS = 512;
    private static final int BACKLOG = 256;
    private static final int PROBE_MILLIS = 1000;
    private static final long FOLLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String LOOPBACK = "127.0.0.1";

    private final InetSocketAddress address;
    private final int port;
    private final Random random;
    private final SocketOwners owners;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Function<LongSupplier, Mode> mode = caller -> Mode.PASS;
    private volatile ServerSocket server;
    private volatile boolean closed;
    private volatile ProcessHandle followed;

    private Relay(String host, int port, int target, long seed, SocketOwners owners) {
        this.address = new InetSocketAddress(host, port);
        this.port = port;
        this.target = target;
        this.random = new Random(seed);
        this.owners = owners;
    }

    /** @param target port of the server on loopback, which need not run yet */
    public static Relay to(int target, long seed) {
        return to(target, seed, SocketOwners.NOBODY);
    }

    /** @param owners who has called, for {@link #set(LongFunction)} */
    public static Relay to(int target, long seed, SocketOwners owners) {
        Relay relay = new Relay(LOOPBACK, Ports.pick(), target, seed, owners);
        relay.listen();
        return relay;
    }

    /** Leads somewhere else from now on, and ends the connections that are open. */
    public void leadTo(int next) {
        if (target != next) {
            target = next;
            wires.forEach(Wire::reset);
        }
    }

    /** A second way to where this one leads, at another address of this machine and the same port. */
    public Relay at(String host) {
        Relay relay = new Relay(host, port, target, 0, SocketOwners.NOBODY);
        relay.listen();
        return relay;
    }

    /**
     * One that accepts connections while its server does: members of a bus that is starting take a refusal for an answer and
     * an accepted connection for a member.
     *
     * @param owners who has called, for {@link #set(LongFunction)}
     */
    public static Relay following(int target, long seed, SocketOwners owners) {
        return new Relay(LOOPBACK, Ports.pick(), target, seed, owners);
    }

    /**
     * Of one that follows its server: accepts connections as soon as the server does, and no longer than its process lives.
     * Returns at once.
     */
    public void follow(ProcessHandle process) {
        followed = process;
        daemon("relay-follows", () -> {
            while (process.isAlive() && !serverAccepts()) {
                LockSupport.parkNanos(FOLLOW_NANOS);
            }
            if (process.isAlive()) {
                listen();
                process.onExit().join();
            }
            if (process.equals(followed)) {
                closeServer();
            }
        });
    }

    private boolean serverAccepts() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(LOOPBACK, target), PROBE_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** For everybody; connections that are open too. */
    public void set(Mode next) {
        change(caller -> next);
        if (next instanceof Mode.Refuse) {
            closeServer();
        } else {
            listen();
        }
    }

    /** @param next mode by the pid of the process that called, -1: unknown; new connections are refused by a reset only */
    public void set(LongFunction<Mode> next) {
        change(caller -> next.apply(caller.getAsLong()));
    }

    private void change(Function<LongSupplier, Mode> next) {
        mode = next;
        wires.forEach(Wire::modeChanged);
    }

    /** @param caller says the pid of the process that called, which is looked up only where it makes a difference */
    Mode modeFor(LongSupplier caller) {
        return mode.apply(caller);
    }

    private synchronized void listen() {
        if (server != null || closed) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            server = socket;
            daemon("relay-" + port, () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("relay on port " + port, e);
        }
    }

    private synchronized void closeServer() {
        ServerSocket socket = server;
        server = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon("relay-wire", () -> connect(client));
            } catch (IOException ended) {
                // The loop's condition decides.
            }
        }
    }

    private void connect(Socket client) {
        LongSupplier caller = owners.caller(client.getPort(), port);
        if (wires.size() >= CONNECTIONS || modeFor(caller) instanceof Mode.Refuse) {
            Wire.reset(client);
            return;
        }
        Wire wire = new Wire(this, client, caller, random.nextLong());
        wires.add(wire);
        wire.run(target, () -> wires.remove(wire));
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 256 * 1024L);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        closeServer();
        wires.forEach(Wire::reset);
    }
}

package io.sallyport.faults.origin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of one version that answers with {@link Contents}, and fails as it is told. A thread for each connection, at most
 * {@value #CONNECTIONS}.
 *
 * <p>Paths: {@code /cached/*} may be kept for {@value #LIFETIME_SECONDS} s, {@code /stale/*} as well and used for a minute more
 * when servers fail, {@code /private/*} by nobody but its client, anything else by nobody.
 */
public final class Origin implements AutoCloseable {
    /** How long what may be kept is fresh. */
    public static final int LIFETIME_SECONDS = 2;

    private static final int CONNECTIONS = 1024;
    private static final int BACKLOG = 256;
    private static final int LARGE = 200_000;

    private final int port;
    private final String version;
    private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private volatile Fault fault = Fault.NONE;
    private ServerSocket server;

    private Origin(int port, String version) {
        this.port = port;
        this.version = version;
    }

    public static Origin start(int port, String version) {
        Origin origin = new Origin(port, version);
        origin.listen();
        return origin;
    }

    public int port() {
        return port;
    }

    /** Requests so far, probes left out. */
    public long requests() {
        return requests.get();
    }

    public void fault(Fault next) {
        fault = next;
        if (next == Fault.NONE) {
            listen();
        }
    }

    /** How often the body of that POST came. */
    public int posts(String id) {
        AtomicInteger count = posts.get(id);
        return count == null ? 0 : count.get();
    }

    public synchronized void listen() {
        if (server != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port), BACKLOG);
            server = socket;
            daemon("origin-" + port, () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("origin on port " + port, e);
        }
    }

    /** From now on connections are refused; those that are open end. */
    public synchronized void refuse() {
        if (server != null) {
            close(server);
            server = null;
        }
        connections.forEach(Origin::close);
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                if (connections.size() >= CONNECTIONS) {
                    connection.close();
                } else {
                    connections.add(connection);
                    daemon("origin-connection", () -> serve(connection));
                }
            } catch (IOException ended) {
                // The loop's condition decides.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (Call call = Call.read(in); call != null; call = Call.read(in)) {
                answer(call, connection);
                if (connection.isClosed()) {
                    return;
                }
            }
        } catch (IOException ended) {
            // The peer's right, or our own doing.
        } finally {
            connections.remove(connection);
        }
    }

    private void answer(Call call, Socket connection) throws IOException {
        Fault now = fault;
        if (call.target().equals("/health") || call.target().equals("/version")) {
            (now == Fault.DEEP ? now : Fault.NONE)
                    .answer(text("{\"version\": \"" + version + "\"}", ""), new Reply(connection, 0));
            return;
        }
        if (call.method().equals("POST")) {
            posts.computeIfAbsent(call.target(), id -> new AtomicInteger()).incrementAndGet();
        }
        now.answer(good(call), new Reply(connection, requests.incrementAndGet()));
    }

    private String good(Call call) {
        String path = call.target();
        String body = Contents.write(
                path.contains("/large/") ? LARGE : Math.floorMod(path.hashCode(), 3000),
                "target",
                path,
                "host",
                call.field("host"),
                "user",
                call.field("x-user"),
                "version",
                version,
                "made",
                Long.toString(System.nanoTime()),
                "got",
                Integer.toString(call.body().hashCode()));
        return text(body, "Cache-Control: " + cacheControl(path) + "\r\n");
    }

    private static String cacheControl(String path) {
        if (path.startsWith("/cached/")) {
            return "max-age=" + LIFETIME_SECONDS;
        }
        if (path.startsWith("/stale/")) {
            return "max-age=" + LIFETIME_SECONDS + ", stale-if-error=60";
        }
        return path.startsWith("/private/") ? "private, max-age=60" : "no-store";
    }

    private static String text(String body, String fields) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + fields + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 256 * 1024L);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        refuse();
    }
}

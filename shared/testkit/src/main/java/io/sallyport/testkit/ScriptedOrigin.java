package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP/1.1 origin on a loopback port of its own that does what the test says and remembers everything it received.
 *
 * <p>The answer to a request is the next one of {@link #next}, else the one {@link #on} its path, else the default. Each
 * connection has its own thread, so a stalled answer holds up nobody else. Reads last at most 60 s, the life of a test.
 */
public final class ScriptedOrigin implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 60_000;

    private final ServerSocket server;
    private final OpenSockets.Registration registration;
    private final Answer usual;
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private final Map<String, Answer> byPath = new ConcurrentHashMap<>();
    private final List<OriginConnection> connections = new CopyOnWriteArrayList<>();
    private final List<RawRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile int requestsPerConnection = Integer.MAX_VALUE;

    private ScriptedOrigin(ServerSocket server, Answer usual) {
        this.server = server;
        this.registration = OpenSockets.register(server, "scripted origin");
        this.usual = usual;
    }

    /** An origin that answers every request with this unless told otherwise. */
    public static ScriptedOrigin start(Answer usual) {
        try {
            return start(new ServerSocket(), usual);
        } catch (IOException e) {
            throw new UncheckedIOException("no origin", e);
        }
    }

    private static ScriptedOrigin start(ServerSocket server, Answer usual) throws IOException {
        server.bind(new InetSocketAddress("127.0.0.1", 0), 256);
        ScriptedOrigin origin = new ScriptedOrigin(server, usual);
        daemon("origin-accept", origin::accept);
        return origin;
    }

    /** The same behind TLS with that certificate, offering no ALPN. */
    public static ScriptedOrigin startTls(TestCertificate certificate, Answer usual) {
        try {
            ServerSocket server = certificate.context().getServerSocketFactory().createServerSocket();
            return start(server, usual);
        } catch (IOException e) {
            throw new UncheckedIOException("no TLS origin", e);
        }
    }

    /** An origin that says 200 with this text. */
    public static ScriptedOrigin start(String text) {
        return start(Answer.text(text));
    }

    /** Answers for the next requests, whatever their path, in this order. */
    public ScriptedOrigin next(Answer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /** The answer for every request whose target is exactly this. */
    public ScriptedOrigin on(String target, Answer answer) {
        byPath.put(target, answer);
        return this;
    }

    /** Closes each connection after that many requests on it, without having announced it. */
    public ScriptedOrigin closeAfter(int requestsOnOneConnection) {
        requestsPerConnection = requestsOnOneConnection;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code 127.0.0.1:PORT}. */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /** @param path begins with a slash */
    public String url(String path) {
        return "http://" + authority() + path;
    }

    /** Requests so far, in the order in which they were read to their end. */
    public List<RawRequest> requests() {
        return List.copyOf(requests);
    }

    /** Waits until that many requests have come, and gives the last of them. */
    public RawRequest awaitRequest(int count) {
        Eventually.until(count + " requests at the origin", () -> requests.size() >= count);
        return requests.get(count - 1);
    }

    /** Every connection ever accepted, in order. */
    public List<OriginConnection> connections() {
        return List.copyOf(connections);
    }

    public long openConnections() {
        return connections.stream().filter(connection -> !connection.isClosed()).count();
    }

    /** Waits until the proxy has ended all its connections to here. */
    public void awaitNoConnection() {
        Eventually.until("no open connection at the origin", () -> openConnections() == 0);
    }

    /** Fails the test unless every request was complete, strictly valid HTTP/1.1, and every answer ran to its end. */
    public void assertClean() {
        requests.forEach(RawMessage::assertClean);
        assertThat(faults).as("faults at the origin").isEmpty();
    }

    @Override
    public void close() {
        registration.close();
        connections.forEach(OriginConnection::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(READ_TIMEOUT_MILLIS);
                OriginConnection connection = new OriginConnection(socket);
                connections.add(connection);
                daemon("origin-connection", () -> serve(connection));
            } catch (IOException closed) {
                // The loop's condition decides: a closed server ends it, a failed connection does not.
            }
        }
        connections.forEach(OriginConnection::close);
    }

    private void serve(OriginConnection connection) {
        try {
            MessageReader reader = new MessageReader(connection.input());
            for (int served = 0; served < requestsPerConnection && !connection.isClosed(); served++) {
                RawRequest head = reader.requestHead();
                if (head == null) {
                    break;
                }
                serve(head, reader, connection);
            }
        } catch (IOException | AssertionError e) {
            // A connection that ends between requests is the peer's right; within one, serve() has noted it.
        } finally {
            connection.close();
        }
    }

    private void serve(RawRequest head, MessageReader reader, OriginConnection connection) throws IOException {
        Answer answer = answerFor(head);
        try {
            RawRequest request = answer.readsBodyFirst() ? reader.requestBody(head) : head;
            requests.add(request);
            answer.answer(request, connection);
            if (!answer.readsBodyFirst() && !connection.isClosed()) {
                reader.requestBody(head);
            }
        } catch (IOException | AssertionError e) {
            faults.add(head.startLine() + ": " + e);
            throw e;
        }
    }

    private Answer answerFor(RawRequest head) {
        Answer queued = next.poll();
        return queued != null ? queued : byPath.getOrDefault(head.target(), usual);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}

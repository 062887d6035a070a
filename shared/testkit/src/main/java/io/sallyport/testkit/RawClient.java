package io.sallyport.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/**
 * A client that sends exactly the bytes it is told to and reads exactly the bytes that came.
 *
 * <p>It reads only when asked, so a test that wants a slow client just does not read. Every read ends after
 * the timeout (10 s unless set) with an {@link UncheckedIOException}. One thread sends while another one reads, no more.
 */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    /** Read-ahead of a usual client; a slow one has a small receive buffer too, so that the sender soon feels it. */
    private static final int BUFFER = 8192;

    private final Socket socket;
    private final OpenSockets.Registration registration;
    private final InputStream in;
    private final OutputStream out;
    private final MessageReader reader;

    private RawClient(Socket socket, OpenSockets.Registration registration) throws IOException {
        this.socket = socket;
        this.registration = registration;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
        this.reader = new MessageReader(in);
    }

    /** Connects to that port of the loopback address 127.0.0.1 in plain text. */
    public static RawClient connect(int port) {
        return connect(new InetSocketAddress(loopback(), port));
    }

    public static RawClient connect(InetSocketAddress address) {
        return open(address, 0);
    }

    /** A client with a receive buffer of about 4 KiB: what it does not read soon stops the sender. */
    public static RawClient connectSlow(int port) {
        return open(new InetSocketAddress(loopback(), port), 4096);
    }

    /** Connects to 127.0.0.1 by TLS, trusting any certificate, offering the ALPN protocols named (none: no ALPN). */
    public static RawClient connectTls(int port, String serverName, String... alpn) {
        return connect(port).startTls(serverName, alpn);
    }

    private static RawClient open(InetSocketAddress address, int receiveBuffer) {
        Socket socket = new Socket();
        OpenSockets.Registration registration = OpenSockets.register(socket, "client to " + address);
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new RawClient(socket, registration);
        } catch (IOException e) {
            registration.close();
            throw new UncheckedIOException("connect to " + address, e);
        }
    }

    private static InetAddress loopback() {
        return new InetSocketAddress("127.0.0.1", 0).getAddress();
    }

    /** Goes on by TLS on this connection, which may be a tunnel by now; use the client that is returned from here on. */
    public RawClient startTls(String serverName, String... alpn) {
        return io("TLS handshake", () -> new RawClient(TrustAllTls.over(socket, serverName, alpn), registration));
    }

    /** The protocol that ALPN settled on; empty if none. */
    public String alpn() {
        String protocol = socket instanceof SSLSocket tls ? tls.getApplicationProtocol() : null;
        return protocol == null ? "" : protocol;
    }

    /** How long each following read may wait. */
    public RawClient timeout(Duration limit) {
        return io("timeout", () -> {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            return this;
        });
    }

    /** Sends text as bytes, one per character (ISO-8859-1). Line ends are the caller's: write {@code \r\n}. */
    public RawClient send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawClient send(byte[] bytes) {
        return io("send", () -> {
            out.write(bytes);
            out.flush();
            return this;
        });
    }

    /** Sends a GET for the target with Host {@code test.example} unless a field line given (without line end) names one. */
    public RawResponse get(String target, String... fieldLines) {
        return send(Requests.head("GET", target, fieldLines)).readResponse();
    }

    /** Reads the response to a GET, skipping interim ones. */
    public RawResponse readResponse() {
        return readResponse("GET");
    }

    /** Reads the final response to a request with that method, which decides whether a body follows. */
    public RawResponse readResponse(String requestMethod) {
        RawResponse head = readHead();
        while (head.status() / 100 == 1 && head.status() != 101) {
            head = readHead();
        }
        RawResponse last = head;
        return io("read body", () -> reader.responseBody(last, requestMethod));
    }

    /** Reads the next head, an interim response's too, and leaves the body on the wire. */
    public RawResponse readHead() {
        return io("read head", reader::responseHead);
    }

    /** Reads the body that belongs to a head read before. */
    public RawResponse readBody(RawResponse head) {
        return io("read body", () -> reader.responseBody(head, "GET"));
    }

    /** Exactly that many raw bytes, or fewer if the connection ends first. */
    public byte[] read(int count) {
        return io("read " + count + " bytes", () -> in.readNBytes(count));
    }

    /** Everything until the peer closes; a reset fails. */
    public byte[] readToEnd() {
        return io("read to the end", in::readAllBytes);
    }

    /** Whether the peer has closed or reset the connection with nothing left to read; waits for it up to the timeout. */
    public boolean isClosedByPeer() {
        return io("read end", () -> {
            try {
                return in.read() < 0;
            } catch (SocketException reset) {
                return true;
            }
        });
    }

    /** Asks for a tunnel and reads the answer; after a 2xx the same client is the tunnel. */
    public RawResponse openTunnel(String authority, String... fieldLines) {
        String[] lines = Requests.withHost(authority, fieldLines);
        return send(Requests.head("CONNECT", authority, lines)).readResponse("CONNECT");
    }

    /** What arrives, for a test that hands the tunnel to a library. */
    public InputStream input() {
        return in;
    }

    public OutputStream output() {
        return out;
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** Ends our direction (FIN); the peer's stays open. */
    public RawClient halfClose() {
        return io("half close", () -> {
            socket.shutdownOutput();
            return this;
        });
    }

    /** Ends the connection with a reset (RST) instead of an orderly close. */
    public void reset() {
        registration.reset();
    }

    @Override
    public void close() {
        registration.close();
    }

    private static <T> T io(String what, SocketCall<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new UncheckedIOException(what + ": " + e.getMessage(), e);
        }
    }

    private interface SocketCall<T> {
        T run() throws IOException;
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** A tunnel with both its ends in the test's hands. */
final class TunnelPair implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final RawClient client;
    private final Socket origin;

    private TunnelPair(RawClient client, Socket origin) {
        this.client = client;
        this.origin = origin;
    }

    /** Where tunnels of a test lead. */
    static final class Door implements AutoCloseable {
        private final ServerSocket server;

        private Door(ServerSocket server) {
            this.server = server;
        }

        static Door open() {
            return open(0);
        }

        /** @param receiveBuffer of each connection; 0: the system's */
        static Door open(int receiveBuffer) {
            try {
                ServerSocket server = new ServerSocket();
                if (receiveBuffer > 0) {
                    server.setReceiveBufferSize(receiveBuffer);
                }
                server.setSoTimeout(TIMEOUT_MILLIS);
                server.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
                return new Door(server);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int port() {
            return server.getLocalPort();
        }

        String authority() {
            return "127.0.0.1:" + port();
        }

        Socket accept() {
            try {
                Socket socket = server.accept();
                socket.setSoTimeout(TIMEOUT_MILLIS);
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Opens a tunnel from a client that is connected to a forward listener. */
        TunnelPair tunnel(RawClient client) {
            assertThat(client.openTunnel(authority()).status()).isEqualTo(200);
            return new TunnelPair(client, accept());
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    RawClient client() {
        return client;
    }

    Socket origin() {
        return origin;
    }

    void originSends(String text) throws IOException {
        origin.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** All that the origin still gets. */
    String originReads() throws IOException {
        return new String(origin.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Waits for the end of what the origin gets. */
    boolean originIsReset() throws IOException {
        InputStream in = origin.getInputStream();
        try {
            in.readAllBytes();
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    void resetOrigin() throws IOException {
        origin.setSoLinger(true, 0);
        origin.close();
    }

    @Override
    public void close() {
        client.close();
        try {
            origin.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.sallyport.router.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Says 200 "fine" to everything on a connection that begins with just these bytes, and closes every other at once. */
public final class HeaderDemandingOrigin implements AutoCloseable {
    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine";

    private final ServerSocket server;
    private final byte[] header;

    private HeaderDemandingOrigin(ServerSocket server, byte[] header) {
        this.server = server;
        this.header = header;
    }

    public static HeaderDemandingOrigin start(byte[] header) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            HeaderDemandingOrigin origin = new HeaderDemandingOrigin(server, header);
            Thread thread = new Thread(origin::serve, "header-demanding-origin");
            thread.setDaemon(true);
            thread.start();
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException closed) {
                // The loop's condition decides.
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        if (!Arrays.equals(in.readNBytes(header.length), header)) {
            return;
        }
        String request = "";
        while (!request.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            request += (char) next;
        }
        if (request.startsWith("GET /")) {
            socket.getOutputStream().write(FINE.getBytes(StandardCharsets.US_ASCII));
        }
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

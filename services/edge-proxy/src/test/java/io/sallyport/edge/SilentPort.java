package io.sallyport.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue of connections is full, so that the system drops what else arrives: nobody answers there. */
final class SilentPort implements AutoCloseable {
    private static final int MOST = 32;
    private static final int PATIENCE_MILLIS = 300;

    private final ServerSocket server;
    private final List<Socket> queued = new ArrayList<>();

    private SilentPort(ServerSocket server) {
        this.server = server;
    }

    static SilentPort open(String address, int port) throws IOException {
        SilentPort silent = new SilentPort(new ServerSocket(port, 1, InetAddress.getByName(address)));
        for (int i = 0; i < MOST; i++) {
            if (silent.isStillSilent()) {
                return silent;
            }
        }
        silent.close();
        throw new IOException(address + " takes any number of connections");
    }

    /** Whether one more connection is not answered; if it is, it stays. */
    boolean isStillSilent() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), PATIENCE_MILLIS);
            return false;
        } catch (SocketTimeoutException nobodyAnswers) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        server.close();
    }
}

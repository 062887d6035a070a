package io.sallyport.edge;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

/**
 * The ports that all loops bind. Where the configuration leaves the choice to the system, one free port is chosen for
 * all of them: loops share a port only if they name it. Not thread-safe; filled one loop after the other.
 */
final class ListenerPorts {
    private static final int TRIES = 20;

    private final Map<String, Integer> chosen = new HashMap<>();

    int of(ListenerConfig listener) {
        HostPort bind = listener.bind();
        return bind.port() != 0
                ? bind.port()
                : chosen.computeIfAbsent(listener.name(), name -> free(bind.host(), listener.speaksH3()));
    }

    /** With HTTP/3 the same number must be free twice. */
    private static int free(String host, boolean udpToo) {
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
                int port = probe.getLocalPort();
                if (!udpToo || isUdpFree(probe.getInetAddress(), port)) {
                    return port;
                }
            } catch (IOException e) {
                return 0; // the bind that follows fails for the same reason and says so
            }
        }
        return 0;
    }

    private static boolean isUdpFree(InetAddress host, int port) {
        try (DatagramSocket probe = new DatagramSocket(port, host)) {
            return probe.isBound();
        } catch (SocketException e) {
            return false;
        }
    }
}

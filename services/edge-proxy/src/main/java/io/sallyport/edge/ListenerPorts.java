package io.sallyport.edge;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * The ports that all loops bind. Where the configuration leaves the choice to the system, one free port is chosen for
 * all of them: loops share a port only if they name it. Not thread-safe; filled one loop after the other.
 */
final class ListenerPorts {
    private final Map<String, Integer> chosen = new HashMap<>();

    int of(ListenerConfig listener) {
        HostPort bind = listener.bind();
        return bind.port() != 0 ? bind.port() : chosen.computeIfAbsent(listener.name(), name -> free(bind.host()));
    }

    private static int free(String host) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            return 0; // the bind that follows fails for the same reason and says so
        }
    }
}

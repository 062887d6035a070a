package io.sallyport.standalone;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import java.util.Map;

/**
 * Where a running suite listens.
 *
 * @param ports bound port by listener name
 * @param admin the entrance of the admin plane
 */
public record BoundAddresses(Map<String, Integer> ports, HostPort admin) {
    public BoundAddresses {
        ports = Map.copyOf(ports);
    }

    /** The address of a listener, as a client on this machine would use it. */
    public HostPort of(ListenerConfig listener) {
        int port = ports.getOrDefault(listener.name(), listener.bind().port());
        return reachable(new HostPort(listener.bind().host(), port));
    }

    /** The wildcard address is one to bind, not one to connect to. */
    public static HostPort reachable(HostPort bind) {
        return switch (bind.host()) {
            case "0.0.0.0" -> new HostPort("127.0.0.1", bind.port());
            case "::" -> new HostPort("::1", bind.port());
            default -> bind;
        };
    }
}

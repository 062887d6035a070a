package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.util.List;

/**
 * The event bus between JVMs.
 *
 * @param clustered whether there is more than one JVM
 * @param name      cluster name; members of another name are not met
 * @param members   {@code host} or {@code host:port} of members to look for; names are resolved at start
 * @param host      address this member binds and tells the others; empty: the first one that is not loopback
 * @param port      first port to try for the membership protocol; 0: 5701
 */
public record BusConfig(boolean clustered, String name, List<String> members, String host, int port) {
    public BusConfig {
        name = name == null ? "sallyport" : name;
        members = members == null ? List.of() : List.copyOf(members);
        host = host == null ? "" : host;
        port = Require.range(port == 0 ? 5701 : port, 1, 65535, "port");
    }
}

package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.util.List;

/**
 * The event bus between JVMs. It has two ports: one where members keep track of each other, one where messages arrive.
 *
 * @param clustered         whether there is more than one JVM
 * @param name              cluster name; members of another name are not met
 * @param members           {@code host} or {@code host:port} of members to look for; names are resolved at start
 * @param host              address this member binds and tells the others; empty: the first one that is not loopback
 * @param port              first port to try for the membership protocol; 0: 5701
 * @param publicHost        address or name by which others reach this member, where it is not the one that is bound: behind a
 *                          relay or a translation of addresses; empty: the bound one
 * @param publicPort        port of the membership protocol as others reach it; 0: the bound one. With it only {@code port}
 *                          itself is tried
 * @param messagePort       port to bind for messages; 0: a free one
 * @param publicMessagePort port for messages as others reach it; 0: the bound one
 */
public record BusConfig(
        boolean clustered,
        String name,
        List<String> members,
        String host,
        int port,
        String publicHost,
        int publicPort,
        int messagePort,
        int publicMessagePort) {
    public BusConfig {
        name = name == null ? "sallyport" : name;
        members = members == null ? List.of() : List.copyOf(members);
        host = host == null ? "" : host;
        port = Require.range(port == 0 ? 5701 : port, 1, 65535, "port");
        publicHost = publicHost == null ? "" : publicHost;
        Require.range(publicPort, 0, 65535, "publicPort");
        Require.range(messagePort, 0, 65535, "messagePort");
        Require.range(publicMessagePort, 0, 65535, "publicMessagePort");
    }

    /** A member that others reach where it binds. */
    public BusConfig(boolean clustered, String name, List<String> members, String host, int port) {
        this(clustered, name, members, host, port, null, 0, 0, 0);
    }

    /** The host that others reach, or empty when it is the first address of this machine that is not loopback. */
    public String reachedHost() {
        return publicHost.isEmpty() ? host : publicHost;
    }
}

package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.util.List;
import java.util.Optional;

/**
 * The event bus between JVMs. It has two ports: one where members keep track of each other, one where messages arrive.
 *
 * @param clustered         whether there is more than one JVM
 * @param name              cluster name; members of another name are not met
 * @param members           {@code host} or {@code host:port} of members to look for; a name may have several addresses, and is
 *                          resolved again whenever others are looked for
 * @param host              address this member binds and tells the others; empty: the first one that is not loopback
 * @param port              first port to try for the membership protocol; 0: 5701
 * @param publicHost        address or name by which others reach this member, where it is not the one that is bound: behind a
 *                          relay or a translation of addresses; empty: the bound one
 * @param publicPort        port of the membership protocol as others reach it; 0: the bound one. With it only {@code port}
 *                          itself is tried
 * @param messagePort       port to bind for messages; 0: a free one
 * @param publicMessagePort port for messages as others reach it; 0: the bound one
 * @param tls               present: messages travel by TLS between members that show a certificate
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
        int publicMessagePort,
        Optional<BusTlsConfig> tls) {
    /** The first port of the membership protocol unless another is named. */
    public static final int PORT = 5701;

    /** How many ports are tried for the membership protocol, from {@code port} on. */
    public static final int PORTS = 20;

    public BusConfig {
        name = Require.name(name == null ? "sallyport" : name, "name");
        members = members == null ? List.of() : List.copyOf(members);
        for (int i = 0; i < members.size(); i++) {
            BusMember.parse(members.get(i), "members[" + i + "]");
        }
        host = host == null || host.isEmpty() ? "" : BusMember.address(host, "host");
        port = Require.range(port == 0 ? PORT : port, 1, 65535, "port");
        publicHost = publicHost == null || publicHost.isEmpty() ? "" : BusMember.address(publicHost, "publicHost");
        Require.range(publicPort, 0, 65535, "publicPort");
        Require.range(messagePort, 0, 65535, "messagePort");
        Require.range(publicMessagePort, 0, 65535, "publicMessagePort");
        if (publicMessagePort != 0 && messagePort == 0) {
            throw new IllegalArgumentException(
                    "messagePort: found a free one, allowed: the port that publicMessagePort " + publicMessagePort
                            + " leads to");
        }
        int last = publicPort == 0 ? port + PORTS - 1 : port;
        if (last > 65535) {
            throw new IllegalArgumentException("port: found " + port + ", allowed: 1 to " + (65536 - PORTS)
                    + ", because " + PORTS + " ports are tried from there");
        }
        if (messagePort >= port && messagePort <= last) {
            throw new IllegalArgumentException("messagePort: found " + messagePort + ", allowed: a port outside of "
                    + port + " to " + last + ", which are for the membership");
        }
        tls = tls == null ? Optional.empty() : tls;
    }

    /** A member that others reach where it binds. */
    public BusConfig(boolean clustered, String name, List<String> members, String host, int port) {
        this(clustered, name, members, host, port, null, 0, 0, 0, null);
    }

    /** The host that others reach, or empty when it is the first address of this machine that is not loopback. */
    public String reachedHost() {
        return publicHost.isEmpty() ? host : publicHost;
    }
}

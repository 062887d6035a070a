package io.sallyport.contract.settings;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Require;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * How targets of the forward side are found and dialled.
 *
 * @param servers name servers, {@code address} or {@code address:port}; none: the system's resolver, hosts file included
 * @param timeout for the whole answer
 * @param keep    longest time that an answer is used again
 * @param stale   how much longer it is used while no name server can say anything; zero: not at all
 * @param family  which addresses are dialled
 * @param delay   head start of an address before the next one is tried beside it (RFC 8305)
 */
public record ResolverConfig(
        List<String> servers, Duration timeout, Duration keep, Duration stale, Family family, Duration delay) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_SERVERS = 8;
    private static final int PORT = 53;

    /** Which addresses are dialled, and which first. */
    public enum Family {
        /** Both, in turns, IPv6 first (RFC 8305). */
        BOTH,
        IPV4,
        IPV6
    }

    public ResolverConfig {
        servers = servers == null ? List.of() : List.copyOf(servers);
        Require.range(servers.size(), 0, MOST_SERVERS, "servers");
        servers.forEach(ResolverConfig::server);
        timeout = Require.atMost(
                Require.positive(timeout == null ? Duration.ofSeconds(5) : timeout, "timeout"), LONGEST, "timeout");
        keep = Require.atMost(keep == null ? Duration.ofSeconds(30) : keep, LONGEST, "keep");
        stale = Require.atMost(stale == null ? Duration.ofMinutes(5) : stale, LONGEST, "stale");
        family = family == null ? Family.BOTH : family;
        delay = Require.atMost(
                Require.positive(delay == null ? Duration.ofMillis(250) : delay, "delay"), LONGEST, "delay");
    }

    /** The servers, with port 53 where none is written. */
    public List<InetSocketAddress> addresses() {
        return servers.stream().map(ResolverConfig::server).toList();
    }

    /** Reads one; names are refused, because somebody would have to resolve them. */
    private static InetSocketAddress server(String text) {
        boolean bare = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        String full = bare ? '[' + text + "]:" + PORT : text;
        boolean ported = full.lastIndexOf(':') > full.lastIndexOf(']') && full.indexOf(':') >= 0;
        try {
            HostPort address = HostPort.parse(ported ? full : full + ':' + PORT);
            if (address.port() > 0 && isLiteral(address.host())) {
                return new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
            }
        } catch (IllegalArgumentException | UnknownHostException e) {
            // said below in terms of the key
        }
        throw new IllegalArgumentException("servers: found \"" + text
                + "\", allowed: addresses, perhaps with a port, such as 9.9.9.9 or [2620:fe::fe]:53");
    }

    private static boolean isLiteral(String host) {
        boolean six = host.indexOf(':') >= 0;
        boolean four = !six && host.split("\\.", -1).length == 4;
        return (six || four)
                && host.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, six ? 16 : 10) >= 0);
    }

    public static ResolverConfig defaults() {
        return new ResolverConfig(null, null, null, null, null, null);
    }
}

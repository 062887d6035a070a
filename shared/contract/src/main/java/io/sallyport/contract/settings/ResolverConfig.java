package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.List;

/**
 * How targets of the forward side are found and dialled.
 *
 * @param servers name servers, {@code host} or {@code host:port}; none: the system's resolver, hosts file included
 * @param timeout for the whole answer
 * @param keep    longest time that an answer is used again
 * @param family  which addresses are dialled
 * @param delay   head start of an address before the next one is tried beside it (RFC 8305)
 */
public record ResolverConfig(List<String> servers, Duration timeout, Duration keep, Family family, Duration delay) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Which addresses are dialled, and which first. */
    public enum Family {
        /** Both, in turns, IPv6 first (RFC 8305). */
        BOTH,
        IPV4,
        IPV6
    }

    public ResolverConfig {
        servers = servers == null ? List.of() : List.copyOf(servers);
        timeout = Require.atMost(
                Require.positive(timeout == null ? Duration.ofSeconds(5) : timeout, "timeout"), LONGEST, "timeout");
        keep = Require.atMost(keep == null ? Duration.ofSeconds(30) : keep, LONGEST, "keep");
        family = family == null ? Family.BOTH : family;
        delay = Require.atMost(
                Require.positive(delay == null ? Duration.ofMillis(250) : delay, "delay"), LONGEST, "delay");
    }

    public static ResolverConfig defaults() {
        return new ResolverConfig(null, null, null, null, null);
    }
}

package io.sallyport.policy.engine;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import java.util.List;
import java.util.Locale;

/**
 * What kind of address a target has. After the special-purpose registries of
 * <a href="https://datatracker.ietf.org/doc/html/rfc6890">RFC 6890</a>; everything not {@link #PUBLIC}
 * needs a rule that opens it.
 */
public enum AddressClass {
    PUBLIC,
    LOOPBACK,
    /** 0.0.0.0/8 and {@code ::}; systems connect these to themselves. */
    UNSPECIFIED,
    PRIVATE,
    LINK_LOCAL,
    /** 100.64.0.0/10, carrier-grade NAT. */
    SHARED,
    /** Addresses at which clouds hand out a machine's credentials. */
    METADATA,
    UNIQUE_LOCAL,
    MULTICAST,
    BROADCAST,
    DOCUMENTATION,
    BENCHMARK,
    /**
     * Assigned to protocols, not to hosts: 192.0.0.0/24, 192.88.99.0/24 and 2001::/23; the sinks of AS112, 192.31.196.0/24,
     * 192.175.48.0/24 and 2620:4f:8000::/48 (<a href="https://datatracker.ietf.org/doc/html/rfc7534">RFC 7534</a>, <a
     * href="https://datatracker.ietf.org/doc/html/rfc7535">RFC 7535</a>); relays of multicast, 192.52.193.0/24 (<a
     * href="https://datatracker.ietf.org/doc/html/rfc7450">RFC 7450</a>).
     */
    PROTOCOL,
    /** IPv6 that carries an IPv4 address which a gateway or tunnel on the way may unpack. */
    EMBEDS_IPV4,
    /** Not assigned to anything that a client could want. */
    RESERVED;

    /** First match counts, so exact addresses stand before the ranges around them. */
    private static final Range[] V4 = {
        range("169.254.169.254", METADATA),
        range("100.100.100.200", METADATA),
        range("168.63.129.16", METADATA),
        range("127.0.0.0/8", LOOPBACK),
        range("0.0.0.0/8", UNSPECIFIED),
        range("10.0.0.0/8", PRIVATE),
        range("172.16.0.0/12", PRIVATE),
        range("192.168.0.0/16", PRIVATE),
        range("169.254.0.0/16", LINK_LOCAL),
        range("100.64.0.0/10", SHARED),
        range("192.0.0.0/24", PROTOCOL),
        range("192.88.99.0/24", PROTOCOL),
        range("192.31.196.0/24", PROTOCOL),
        range("192.52.193.0/24", PROTOCOL),
        range("192.175.48.0/24", PROTOCOL),
        range("192.0.2.0/24", DOCUMENTATION),
        range("198.51.100.0/24", DOCUMENTATION),
        range("203.0.113.0/24", DOCUMENTATION),
        range("198.18.0.0/15", BENCHMARK),
        range("224.0.0.0/4", MULTICAST),
        range("255.255.255.255", BROADCAST),
        range("240.0.0.0/4", RESERVED),
    };

    private static final Range[] V6 = {
        range("fd00:ec2::254", METADATA),
        range("fd20:ce::254", METADATA),
        range("::1", LOOPBACK),
        range("::", UNSPECIFIED),
        range("::/96", EMBEDS_IPV4),
        range("::ffff:0:0:0/96", EMBEDS_IPV4),
        range("64:ff9b::/96", EMBEDS_IPV4),
        range("64:ff9b:1::/48", EMBEDS_IPV4),
        range("2002::/16", EMBEDS_IPV4),
        range("2001::/32", EMBEDS_IPV4),
        range("2001:2::/48", BENCHMARK),
        range("2001::/23", PROTOCOL),
        range("2620:4f:8000::/48", PROTOCOL),
        range("2001:db8::/32", DOCUMENTATION),
        range("3fff::/20", DOCUMENTATION),
        range("fc00::/7", UNIQUE_LOCAL),
        range("fec0::/10", UNIQUE_LOCAL),
        range("fe80::/10", LINK_LOCAL),
        range("ff00::/8", MULTICAST),
        range("2000::/3", PUBLIC),
        range("::/0", RESERVED),
    };

    /** The two bits that say whether an ISATAP identifier is unique, and of a group. */
    private static final long ISATAP_FLAGS = 0x0300_0000L;

    private static final long ISATAP = 0x0000_5efeL;

    private final String reason = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The class of any address. */
    public static AddressClass of(IpAddress address) {
        for (Range range : address.isV4() ? V4 : V6) {
            if (range.cidr.contains(address)) {
                return range.kind == PUBLIC && leadsInside(address) ? EMBEDS_IPV4 : range.kind;
            }
        }
        return PUBLIC;
    }

    /**
     * Whether a router on the way would unpack an IPv4 address that is not public, whatever the prefix (ISATAP, <a
     * href="https://datatracker.ietf.org/doc/html/rfc5214#section-6.1">RFC 5214 section 6.1</a>).
     */
    private static boolean leadsInside(IpAddress address) {
        boolean isatap = (address.low() >>> 32 & ~ISATAP_FLAGS) == ISATAP;
        return isatap && of(new IpAddress(0, 0xffff_0000_0000L | address.low() & 0xffff_ffffL)) != PUBLIC;
    }

    /** The word for records and answers, such as {@code link-local}. */
    public String reason() {
        return reason;
    }

    private static Range range(String cidr, AddressClass kind) {
        return new Range(Cidr.parse(cidr), kind);
    }

    /** Ranges with their classes in the order in which they are asked; what none of them holds is {@link #PUBLIC}. */
    public static List<Range> ranges(boolean v4) {
        return List.of(v4 ? V4 : V6);
    }

    /** Addresses of one class. */
    public record Range(Cidr cidr, AddressClass kind) {}
}

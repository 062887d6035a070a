package io.sallyport.policy.engine.exit;

import io.sallyport.http.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a connection leaves. Two ways are equal when they lead the same way with the same credentials. */
public sealed interface Way {
    /** Most proxies of a chain. */
    int MAX_HOPS = 4;

    /** For people: no name, no password. */
    String label();

    /**
     * Through other proxies, each reached through the one before it.
     *
     * @param hops at least one, the nearest first
     */
    record Through(List<Hop> hops) implements Way {
        public Through {
            hops = List.copyOf(hops);
        }

        public Hop first() {
            return hops.get(0);
        }

        /** The one that connects to the target. */
        public Hop last() {
            return hops.get(hops.size() - 1);
        }

        @Override
        public String label() {
            return hops.stream().map(Hop::toString).collect(Collectors.joining(" > "));
        }

        @Override
        public String toString() {
            return label();
        }
    }

    /** From an address of this machine. */
    record From(IpAddress source) implements Way {
        @Override
        public String label() {
            return source.toString();
        }
    }

    /** Reads {@code via}: hops with {@code >} between them. Fails with {@link IllegalArgumentException}. */
    static Through through(String via) {
        List<Hop> hops = new ArrayList<>();
        for (String hop : via.split(">", -1)) {
            hops.add(Hop.parse(hop));
        }
        if (hops.size() > MAX_HOPS) {
            throw new IllegalArgumentException("found " + hops.size() + " proxies, allowed: at most " + MAX_HOPS);
        }
        return new Through(hops);
    }

    /** Reads {@code source}. Fails with {@link IllegalArgumentException}. */
    static From from(String source) {
        IpAddress address = IpAddress.parse(source);
        if (address == null) {
            throw new IllegalArgumentException("found \"" + source + "\", allowed: an IPv4 or IPv6 address");
        }
        return new From(address);
    }
}

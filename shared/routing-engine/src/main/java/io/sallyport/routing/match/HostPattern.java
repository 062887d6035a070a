package io.sallyport.routing.match;

import io.sallyport.http.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts a route is for.
 *
 * @param kind how the host is compared
 * @param name normalised as {@link Authority} does it; empty for {@link Kind#ANY}
 */
public record HostPattern(Kind kind, String name) {
    /** Kinds of host pattern, the most specific first. */
    public enum Kind {
        /** This name or address alone. */
        EXACT,
        /** Every name below this one, at any depth, but not the name itself. */
        BELOW,
        /** Every host. */
        ANY
    }

    /** Reads {@code *}, {@code name} or {@code *.name}; {@code null} for anything else. */
    public static @Nullable HostPattern of(String text) {
        if (text.equals("*")) {
            return new HostPattern(Kind.ANY, "");
        }
        boolean below = text.startsWith("*.");
        Authority authority = Authority.parse(below ? text.substring(2) : text);
        if (authority == null || authority.port() != 0) {
            return null;
        }
        return new HostPattern(below ? Kind.BELOW : Kind.EXACT, authority.host());
    }

    boolean matches(String host) {
        return switch (kind) {
            case EXACT -> host.equals(name);
            case BELOW -> isBelow(host, name);
            case ANY -> true;
        };
    }

    private static boolean isBelow(String host, String name) {
        int dot = host.length() - name.length() - 1;
        return dot >= 0 && host.charAt(dot) == '.' && host.endsWith(name);
    }

    /** Whether this matches every host that the other does. */
    boolean covers(HostPattern other) {
        return switch (kind) {
            case EXACT -> equals(other);
            case BELOW -> equals(other) || (other.kind != Kind.ANY && isBelow(other.name, name));
            case ANY -> true;
        };
    }

    /** Negative when this is more specific: by kind, then the longer name. */
    int compareTo(HostPattern other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 || kind != Kind.BELOW ? byKind : other.name.length() - name.length();
    }
}

package io.sallyport.policy.engine;

import io.sallyport.http.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param known   what can be said of it
 * @param address that would be dialled; {@code null} when it is not known
 * @param country of that address, as {@link CallerFacts#country()}
 */
public record Destination(Known known, @Nullable IpAddress address, String country) {
    /** What can be said of a destination. */
    public enum Known {
        /** The name has not been looked up yet. */
        NOT_YET,
        /** A parent proxy looks the name up, and nobody here learns what it finds. */
        NEVER,
        /** Address or country, or both. */
        YES
    }

    /** The name has not been looked up yet. */
    public static final Destination UNRESOLVED = new Destination(Known.NOT_YET, null, CallerFacts.UNKNOWN);

    /** A parent proxy looks the name up, and nobody here learns what it finds. */
    public static final Destination ELSEWHERE = new Destination(Known.NEVER, null, CallerFacts.UNKNOWN);

    /** An address, or a country alone where one is supposed. */
    public Destination(@Nullable IpAddress address, String country) {
        this(Known.YES, address, country);
    }
}

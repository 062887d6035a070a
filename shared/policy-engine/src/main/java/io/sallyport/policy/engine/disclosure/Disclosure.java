package io.sallyport.policy.engine.disclosure;

import io.sallyport.contract.policy.Profile;
import io.sallyport.http.forwarded.Hearsay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a request tells of its client when it leaves. Hop-by-hop fields, {@code Host} and framing never leave as they
 * came and are not decided here.
 */
public enum Disclosure {
    /** To our own servers: a stranger's word for who the client is stays behind, ours takes its place. */
    SERVER,
    /** {@link Profile#TRANSPARENT}. */
    TRANSPARENT,
    /** {@link Profile#STANDARD}. */
    STANDARD,
    /** {@link Profile#STRICT}. */
    STRICT;

    /** Which members of {@code Via} leave. */
    public enum ViaMembers {
        /** No field at all. */
        NONE,
        /** Ours, and those of other Sallyports. */
        PSEUDONYMS,
        /** Ours, and every one that the client sent. */
        ALL
    }

    /** What the forward side does under a profile. */
    public static Disclosure of(Profile profile) {
        return switch (profile) {
            case TRANSPARENT -> TRANSPARENT;
            case STANDARD -> STANDARD;
            case STRICT -> STRICT;
        };
    }

    /** Whether a request field stays behind, whatever it says. {@link #STRICT} decides some by their value too. */
    public boolean staysBehind(String written) {
        String name = Hearsay.dashed(written);
        return switch (this) {
            case SERVER -> Hearsay.isTrace(name) || Hearsay.isOverride(name);
            case TRANSPARENT -> isForeignWord(name) && !name.equalsIgnoreCase("from");
            case STANDARD -> isForeignWord(name) || ClientFields.names(name);
            case STRICT -> isForeignWord(name) || ClientFields.names(name) || TellingFields.names(name);
        };
    }

    /** Said by a client, but only a proxy's to say, or only to a proxy. */
    private static boolean isForeignWord(String name) {
        return Hearsay.isTrace(name) || Hearsay.isOverride(name) || ClientFields.isForProxies(name);
    }

    /** What a field says when it leaves: as it came, or less; {@code null}: it stays behind. */
    public @Nullable String leaving(String name, String value, Asking asking) {
        if (staysBehind(name)) {
            return null;
        }
        return this == STRICT ? StrictValues.of(Hearsay.dashed(name), value, asking) : value;
    }

    /** Whether the client's address is added, as {@code X-Forwarded-For} and {@code Forwarded} (RFC 7239). */
    public boolean namesClient() {
        return this == TRANSPARENT;
    }

    /** Whether rules may tell servers who the user is. */
    public boolean namesUser() {
        return this == SERVER || this == TRANSPARENT;
    }

    /** Whether fields leave in an order and in a spelling of ours, so that they do not tell the client's software. */
    public boolean isCanonical() {
        return this == STRICT;
    }

    /** Whether a request may say that its client takes trailers. */
    public boolean tellsTrailers() {
        return this != STRICT;
    }

    public ViaMembers via() {
        return switch (this) {
            case SERVER, STANDARD -> ViaMembers.PSEUDONYMS;
            case TRANSPARENT -> ViaMembers.ALL;
            case STRICT -> ViaMembers.NONE;
        };
    }

    /** The profile that this is of; empty for {@link #SERVER}. */
    public Optional<Profile> profile() {
        return this == SERVER ? Optional.empty() : Optional.of(Profile.valueOf(name()));
    }
}

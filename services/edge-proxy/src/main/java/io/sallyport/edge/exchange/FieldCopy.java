package io.sallyport.edge.exchange;

import io.sallyport.http.forwarded.Hearsay;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Copies the fields that travel on from one head to the next in a single walk. Fields that {@code Connection}
 * nominates may stand before or after it, so they are taken out of the copy at the end; that is rare, and the walk
 * stays free of look-ups. Used once, by one thread.
 */
public final class FieldCopy implements BiConsumer<String, String> {
    /** Which fields stay behind besides hop-by-hop ones. */
    public enum Kind {
        /** Those that each hop writes for itself, and those that name the client. */
        REQUEST,
        /** A request whose conditions are replaced by ours: the client's stay behind too. */
        VALIDATING_REQUEST,
        /** The one that tells us alone how to cache. */
        ANSWER
    }

    private final MultiMap to;
    private final Kind kind;
    private Set<String> nominated = Set.of();
    private boolean trailers;

    private FieldCopy(MultiMap to, Kind kind) {
        this.to = to;
        this.kind = kind;
    }

    /**
     * {@code to} holds nothing but the copy afterwards.
     *
     * @return whether the sender takes trailers, by its {@code TE}
     */
    public static boolean copy(MultiMap from, MultiMap to, Kind kind) {
        FieldCopy copy = new FieldCopy(to, kind);
        from.forEach(copy);
        if (!copy.nominated.isEmpty()) {
            copy.nominated.forEach(to::remove);
        }
        return copy.trailers;
    }

    @Override
    public void accept(String name, String value) {
        if (Fields.isHopByHop(name)) {
            if (name.length() == 10 && name.equalsIgnoreCase("connection")) {
                nominate(value);
            } else if (name.length() == 2) {
                trailers |= value.toLowerCase(Locale.ROOT).contains("trailers");
            }
        } else if (!staysBehind(name)) {
            to.add(name, value);
        }
    }

    private boolean staysBehind(String name) {
        return switch (kind) {
            case REQUEST -> isOurs(name);
            case VALIDATING_REQUEST -> isOurs(name) || Fields.isCondition(name);
            case ANSWER -> Fields.isForUs(name);
        };
    }

    private static boolean isOurs(String written) {
        String name = Hearsay.dashed(written);
        return Fields.isWrittenByUs(name) || Hearsay.isTrace(name) || Hearsay.isOverride(name);
    }

    /**
     * Whether a value of {@code Connection} keeps a field from the origin that would reach it otherwise: the answer is then
     * to another request than the client's fields tell.
     */
    public static boolean takesFieldsAway(String value) {
        if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
            return false;
        }
        for (String token : value.split(",")) {
            String name = token.strip();
            if (!name.isEmpty() && !name.equalsIgnoreCase("close") && !Fields.isHopByHop(name)) {
                return true;
            }
        }
        return false;
    }

    private void nominate(String value) {
        if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
            return;
        }
        for (String token : value.split(",")) {
            String name = token.strip().toLowerCase(Locale.ROOT);
            // Content-Length frames the message that we send; nobody may talk us out of it.
            if (!name.isEmpty() && !name.equals("content-length")) {
                nominated = with(nominated, name);
            }
        }
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name);
        return more;
    }
}

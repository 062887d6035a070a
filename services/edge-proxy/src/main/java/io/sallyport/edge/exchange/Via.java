package io.sallyport.edge.exchange;

import io.sallyport.policy.engine.disclosure.Disclosure.ViaMembers;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Our word in {@code Via} (RFC 9110 section 7.6.3). Of what a request brings, the members of other Sallyports travel
 * on, because a circle through several edges shows in nothing else; those of other proxies, which may name the
 * client's network, end here.
 */
public final class Via {
    /** What every edge's pseudonym starts with. */
    public static final String PREFIX = "sallyport-";

    /**
     * Holds the same for a proxy on the way where {@code Via} stays behind. {@code Connection} names it, so that no proxy hands
     * it on.
     */
    public static final String HOP = "Sallyport-Via";

    private static final int MAX = 40;

    private final String pseudonym;
    private final String own;

    /** @param pseudonym this edge's name, different for every start of every edge */
    public Via(String pseudonym) {
        this.pseudonym = pseudonym;
        this.own = "1.1 " + pseudonym;
    }

    /** Our member alone. */
    public String own() {
        return own;
    }

    /**
     * Whether the request has been here before.
     *
     * @param forward whether another proxy may have sent it, with a {@link #HOP}
     */
    public boolean hasPassed(MultiMap request, boolean forward) {
        return names(request, "via") || (forward && names(request, HOP));
    }

    private boolean names(MultiMap request, String field) {
        if (!request.contains(field)) {
            return false;
        }
        for (String line : request.getAll(field)) {
            if (line.contains(pseudonym)) {
                return true;
            }
        }
        return false;
    }

    /** The Sallyports that the request has passed, us included, for a proxy that we ask. */
    public String ofHops(MultiMap request) {
        if (!request.contains("via") && !request.contains(HOP)) {
            return own;
        }
        List<String> lines = new ArrayList<>(request.getAll("via"));
        lines.addAll(request.getAll(HOP));
        return appended(lines, ViaMembers.PSEUDONYMS);
    }

    /** The field's value for the request that goes on; {@code null}: it has none. */
    public String next(MultiMap request, ViaMembers leaving) {
        if (leaving == ViaMembers.NONE) {
            return null;
        }
        return request.contains("via") ? appended(request.getAll("via"), leaving) : own;
    }

    /** Such as {@code 1.1 sallyport-12ab34cd}; nothing that only looks a little like it, for a page may print it. */
    private static boolean isOurs(String member) {
        int start = member.indexOf(' ') + 1;
        return start >= 2
                && start <= 4
                && member.startsWith(PREFIX, start)
                && member.length() - start <= MAX
                && member.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || " .-".indexOf(c) >= 0));
    }

    private String appended(List<String> lines, ViaMembers leaving) {
        StringBuilder kept = new StringBuilder();
        for (String line : lines) {
            for (String member : line.split(",")) {
                if (leaving == ViaMembers.ALL ? !member.isBlank() : isOurs(member.strip())) {
                    kept.append(member.strip()).append(", ");
                }
            }
        }
        return kept.append(own).toString();
    }
}

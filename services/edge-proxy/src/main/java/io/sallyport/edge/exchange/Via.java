package io.sallyport.edge.exchange;

import io.sallyport.policy.disclosure.Disclosure.ViaMembers;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Our word in {@code Via} (RFC 9110 section 7.6.3). Of what a request brings, the members of other Sallyports travel
 * on, because a circle through several edges shows in nothing else; those of other proxies, which may name the
 * client's network, end here.
 */
public final class Via {
    /** What every edge's pseudonym starts with. */
    public static final String PREFIX = "sallyport-";

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

    /** Whether the request has been here before. */
    public boolean hasPassed(MultiMap request) {
        if (!request.contains("via")) {
            return false;
        }
        for (String line : request.getAll("via")) {
            if (line.contains(pseudonym)) {
                return true;
            }
        }
        return false;
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

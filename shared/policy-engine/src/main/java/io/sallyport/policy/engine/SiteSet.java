package io.sallyport.policy.engine;

import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.list.HostNames;
import io.sallyport.policy.engine.list.NameSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code site} condition of one rule: names that must be met exactly, and names whose descendants are meant. */
final class SiteSet {
    static final String ALLOWED = "a name, *.name, or an address literal";
    private static final String WILDCARD = "*.";

    private final Set<String> exact;
    private final NameSet below;

    private SiteSet(Set<String> exact, NameSet below) {
        this.exact = exact;
        this.below = below;
    }

    static SiteSet compile(List<String> patterns) {
        Set<String> exact = new HashSet<>();
        List<String> below = new ArrayList<>();
        for (String pattern : patterns) {
            String name = normalise(pattern);
            if (name == null) {
                throw new IllegalArgumentException("site: found \"" + pattern + "\", allowed: " + ALLOWED);
            }
            if (pattern.startsWith(WILDCARD)) {
                below.add(name);
            } else {
                exact.add(name);
            }
        }
        return new SiteSet(exact, NameSet.of(below));
    }

    /** The name of a pattern without its wildcard, or {@code null} when it is no pattern. */
    static @Nullable String normalise(String pattern) {
        boolean wildcard = pattern.startsWith(WILDCARD);
        String name = HostNames.normalise(wildcard ? pattern.substring(WILDCARD.length()) : pattern);
        // Nothing lies below an address.
        return wildcard && name != null && IpAddress.parse(name) != null ? null : name;
    }

    boolean allows(String host) {
        if (exact.isEmpty() && below.size() == 0) {
            return true;
        }
        // A position above 0 is that of a proper parent, which is what *.name asks for.
        return exact.contains(host) || below.covering(host) > 0;
    }
}

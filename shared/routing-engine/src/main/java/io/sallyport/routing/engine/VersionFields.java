package io.sallyport.routing.engine;

import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which request fields choose the answer: those that choose the version, and those that are part of the cache's key. A canary that has gone back counts as well: who asks for it by
 * its field still gets it. Query and path are part of the URL, and a client's address is no field.
 */
final class VersionFields {
    private static final String COOKIE = "Cookie";

    private VersionFields() {}

    /** Names, each once, for {@code Vary} (RFC 9110 section 12.5.5). */
    static List<String> of(
            Optional<VersionsDocument> versions, Optional<CanaryDocument> canary, CacheRuleDocument cache) {
        Set<String> names = new LinkedHashSet<>();
        versions.ifPresent(document -> {
            ByDocument by = document.by();
            add(names, by.header());
            add(names, by.cookie().isEmpty() ? "" : COOKIE);
        });
        canary.ifPresent(document -> addCanary(names, document));
        if (cache.enabled()) {
            cache.key().header().forEach(name -> add(names, name));
            add(names, cache.key().cookie().isEmpty() ? "" : COOKIE);
        }
        return List.copyOf(names);
    }

    private static void addCanary(Set<String> names, CanaryDocument canary) {
        add(names, canary.header());
        add(names, canary.sticky().header());
        add(names, canary.sticky().cookie().isEmpty() ? "" : COOKIE);
    }

    private static void add(Set<String> names, String name) {
        if (!name.isEmpty() && names.stream().noneMatch(name::equalsIgnoreCase)) {
            names.add(name);
        }
    }
}

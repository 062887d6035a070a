package io.sallyport.edge.exchange;

import io.sallyport.edge.cache.CachePlan;
import io.sallyport.http.FieldNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/**
 * Tells caches between us and the client which request fields chose an answer, by its version or by the rules for keys,
 * so that none mixes them. It comes behind our own cache, whose keys tell versions apart already.
 */
final class VersionVary {
    private VersionVary() {}

    /** Adds to {@code Vary} what is not there yet, unless nobody may keep the answer. */
    static void write(Exchange exchange, MultiMap to) {
        List<String> fields = exchange.matched().variesBy();
        if (!fields.isEmpty() && exchange.route() != null) {
            write(exchange, to, fields);
        }
    }

    /** The same for the open web, where only the rules for keys choose. */
    static void writeForward(Exchange exchange, MultiMap to) {
        CachePlan plan = exchange.snapshots().cachePlans().openWeb();
        if (plan.enabled() && !plan.keys().variesBy().isEmpty()) {
            write(exchange, to, plan.keys().variesBy());
        }
    }

    private static void write(Exchange exchange, MultiMap to, List<String> fields) {
        if (exchange.transfer().isWebSocket() || mayNotBeKept(to)) {
            return;
        }
        FieldNames told = FieldNames.parse(to.getAll(HttpHeaders.VARY));
        if (told.any()) {
            return;
        }
        for (String field : fields) {
            if (!told.contains(field)) {
                to.add(HttpHeaders.VARY, field);
            }
        }
    }

    private static boolean mayNotBeKept(MultiMap to) {
        for (String value : to.getAll(HttpHeaders.CACHE_CONTROL)) {
            if (value.toLowerCase(Locale.ROOT).contains("no-store")) {
                return true;
            }
        }
        return false;
    }
}

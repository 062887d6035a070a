package io.sallyport.edge.admin;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Fields that end with a connection and are not handed on. The framing fields are among them, Content-Length is not:
 * bodies pass unchanged. The front has judged the origin, and what else only a browser
 * sends; services let no page of another origin in.
 */
final class HopFields {
    private static final Set<String> FIELDS = Set.of(
            "connection",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "proxy-authorization",
            "proxy-connection",
            "sec-fetch-site",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HopFields() {}

    /** Adds all other fields, those that {@code Connection} names left out as well. */
    static void copy(MultiMap from, MultiMap to) {
        Set<String> named = new HashSet<>();
        for (String value : from.getAll("Connection")) {
            for (String name : value.split(",")) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (!FIELDS.contains(name) && !named.contains(name)) {
                to.add(field.getKey(), field.getValue());
            }
        }
    }
}

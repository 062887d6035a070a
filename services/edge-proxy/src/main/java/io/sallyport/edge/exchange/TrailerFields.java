package io.sallyport.edge.exchange;

import io.sallyport.http.forwarded.Hearsay;
import io.sallyport.routing.conceal.ConcealView;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fields behind a body. They travel as trailers and are never merged into a head; those that frame, route, authenticate
 * or say how to read or keep the message mean something only in a head and stay behind (RFC 9110 section 6.5.1).
 */
public final class TrailerFields {
    private static final Set<String> OF_HEADS = Set.of(
            "age",
            "authentication-info",
            "authorization",
            "cache-control",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "date",
            "expect",
            "expires",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "location",
            "max-forwards",
            "pragma",
            "range",
            "retry-after",
            "server",
            "set-cookie",
            "vary",
            "via",
            "warning",
            "www-authenticate",
            "x-powered-by");

    private TrailerFields() {}

    /** Copies those that travel. */
    public static void copy(MultiMap from, MultiMap to) {
        copy(from, to, TrailerFields::travels);
    }

    /** Copies those of an answer that travel: on the reverse side none that the route conceals. */
    public static void copyAnswer(Exchange exchange, MultiMap from, MultiMap to) {
        if (exchange.listener().forward() || exchange.route() == null) {
            copy(from, to);
        } else {
            ConcealView rules = exchange.route().route().conceal();
            copy(from, to, name -> travels(name) && !rules.hides(name));
        }
    }

    private static void copy(MultiMap from, MultiMap to, Predicate<String> travels) {
        from.forEach((name, value) -> {
            if (travels.test(name)) {
                to.add(name, value);
            }
        });
    }

    static boolean travels(String name) {
        return !name.isEmpty()
                && name.charAt(0) != ':'
                && !Fields.isHopByHop(name)
                && !Hearsay.isTrace(name)
                && !Hearsay.isOverride(name)
                && !OF_HEADS.contains(name.toLowerCase(Locale.ROOT));
    }
}

package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Fields;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The request head as the origin gets it: one Host of ours, no hop-by-hop field, nothing that names the client on the
 * forward side; on the reverse side our own word on who the client is.
 */
final class RequestHead {
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence VIA = HttpHeaders.createOptimized("via");

    private RequestHead() {}

    static void write(Exchange exchange, HttpClientRequest request) {
        MultiMap from = exchange.request().headers();
        MultiMap to = request.headers();
        String host = exchange.facts().authority().toText(exchange.facts().schemePort());
        to.add(HttpHeaders.HOST, host);
        Set<String> nominated = Fields.nominated(from);
        boolean conditional = exchange.conditional().size() > 0;
        for (Map.Entry<String, String> line : from) {
            String name = line.getKey();
            if (travels(name, conditional)
                    && (nominated.isEmpty() || !nominated.contains(name.toLowerCase(Locale.ROOT)))) {
                to.add(name, line.getValue());
            }
        }
        String length = nominated.contains("content-length") ? from.get("content-length") : null;
        if (length != null) {
            to.add(HttpHeaders.CONTENT_LENGTH, length);
        }
        exchange.conditional().forEach(to::add);
        to.add(VIA, exchange.loop().via());
        if (!exchange.listener().forward()) {
            to.add(FORWARDED_FOR, exchange.client().addressText());
            to.add(FORWARDED_PROTO, exchange.listener().scheme());
            to.add(FORWARDED_HOST, host);
        }
    }

    private static boolean travels(String name, boolean conditional) {
        if (conditional && (name.equalsIgnoreCase("if-none-match") || name.equalsIgnoreCase("if-modified-since"))) {
            return false;
        }
        boolean own = (name.length() == 4 && name.equalsIgnoreCase("host"))
                || (name.length() == 6 && name.equalsIgnoreCase("expect"))
                || name.charAt(0) == ':';
        return !own && !Fields.isHopByHop(name) && !Fields.isTrace(name);
    }
}

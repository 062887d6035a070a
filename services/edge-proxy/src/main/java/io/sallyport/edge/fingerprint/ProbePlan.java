package io.sallyport.edge.fingerprint;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.MatchDocument.ConditionDocument;
import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.ListenerConfig.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The questions that an outsider would ask: nothing that changes anything, and everything that makes servers talk about
 * themselves.
 *
 * @param probes   in order
 * @param unasked  listeners that these questions cannot be asked of
 * @param routes   how many routes are asked
 * @param complete whether all fit into the bound
 */
record ProbePlan(List<Probe> probes, List<String> unasked, int routes, boolean complete) {
    /** Questions at most; the rest stays unasked, and the report says so. */
    static final int MAX_PROBES = 1000;

    /** No host has a name under it (RFC 6761). */
    private static final String ANY_HOST = "outsider.invalid";

    private static final String AGENT = "User-Agent: Mozilla/5.0\r\n";

    /** @param ports bound port by listener */
    static ProbePlan of(List<ListenerConfig> listeners, Map<String, Integer> ports, RoutesDocument document) {
        List<Probe> probes = new ArrayList<>();
        List<String> unasked = new ArrayList<>();
        for (ListenerConfig listener : listeners) {
            Integer port = ports.get(listener.name());
            if (listener.mode() != Mode.REVERSE || port == null) {
                continue;
            }
            if (listener.protocols().contains(Protocol.HTTP_1_1)) {
                ask(probes, listener, port, document);
            } else {
                unasked.add("listener " + listener.name()
                        + ": the questions are asked in HTTP/1.1, which it does not serve");
            }
        }
        boolean complete = probes.size() <= MAX_PROBES;
        return new ProbePlan(
                complete ? probes : List.copyOf(probes.subList(0, MAX_PROBES)),
                unasked,
                document.routes().size(),
                complete);
    }

    private static void ask(List<Probe> probes, ListenerConfig listener, int port, RoutesDocument document) {
        ConcealDocument usual = new ConcealDocument(null, null, null, null, null, null);
        Asking stray = new Asking(
                listener,
                port,
                new Outsider("", listener.name(), ANY_HOST, usual, inside(document, null), listener.speaksH3()));
        stray.ask(probes, "unknown-host", "GET / HTTP/1.1\r\nHost: " + ANY_HOST + "\r\nConnection: close\r\n\r\n");
        stray.ask(
                probes,
                "two-hosts",
                "GET / HTTP/1.1\r\nHost: a.invalid\r\nHost: b.invalid\r\nConnection: close\r\n\r\n");
        stray.ask(probes, "no-host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        stray.ask(probes, "bad-version", "GET / HTTP/9.9\r\nHost: a.invalid\r\n\r\n");
        stray.ask(probes, "no-http", "\u0016\u0003 what is this?\r\n\r\n");
        stray.ask(probes, "bad-length", "GET / HTTP/1.1\r\nHost: a.invalid\r\nContent-Length: x\r\n\r\n");
        stray.ask(probes, "huge-field", "GET / HTTP/1.1\r\nHost: a.invalid\r\nX: " + "a".repeat(70_000) + "\r\n\r\n");
        for (RouteDocument route : document.routes()) {
            String host = host(route.match().host());
            Outsider outsider = new Outsider(
                    route.name(), listener.name(), host, route.conceal(), inside(document, route), listener.speaksH3());
            route(new Asking(listener, port, outsider), probes, route.match());
        }
    }

    /** Where and about what is asked. */
    private record Asking(ListenerConfig listener, int port, Outsider outsider) {
        void ask(List<Probe> probes, String name, String request) {
            probes.add(new Probe(name, outsider, listener, port, request));
        }
    }

    private static void route(Asking asking, List<Probe> probes, MatchDocument match) {
        String path = path(match);
        String under = path.endsWith("/") ? path : path + "/";
        String method = match.method().isEmpty() || match.method().contains("GET")
                ? "GET"
                : match.method().get(0);
        String fields = AGENT + conditions(match);
        String query = query(match);
        Request request = new Request(asking.outsider().host(), query, fields);
        if (method.equals("GET")) {
            asking.ask(probes, "get", request.text("GET", path, ""));
            asking.ask(probes, "get-html", request.text("GET", path, "Accept: text/html\r\n"));
            asking.ask(probes, "get-range", request.text("GET", path, "Range: bytes=0-0\r\n"));
            asking.ask(probes, "get-conditional", request.text("GET", path, "If-None-Match: *\r\n"));
            asking.ask(probes, "get-bad-cookie", request.text("GET", path, "Cookie: =;;\"\r\n"));
            asking.ask(probes, "unknown-path", request.text("GET", under + "outsider-4f1c", ""));
            asking.ask(
                    probes,
                    "unknown-path-html",
                    request.text("GET", under + "outsider-4f1c.php", "Accept: text/html\r\n"));
            asking.ask(probes, "nul-path", request.text("GET", under + "%00", ""));
            asking.ask(probes, "bad-path", request.text("GET", under + "%c0%af..%5c%27%22%3c", ""));
            asking.ask(
                    probes, "bad-query", request.with("id=%27%22%3C%00%5B%5D").text("GET", path, ""));
            asking.ask(probes, "long-path", request.text("GET", under + "a".repeat(4000), ""));
            asking.ask(probes, "head", request.text("HEAD", path, ""));
        }
        asking.ask(probes, "options", request.text("OPTIONS", path, ""));
        asking.ask(probes, "trace", request.text("TRACE", path, ""));
        asking.ask(probes, "bad-method", request.text("OUTSIDER", path, ""));
    }

    /** What all questions to a route have in common. */
    private record Request(String host, String query, String fields) {
        Request with(String more) {
            return new Request(host, query.isEmpty() ? more : query + "&" + more, fields);
        }

        String text(String method, String path, String more) {
            String target = query.isEmpty() ? path : path + "?" + query;
            return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + more
                    + "Connection: close\r\n\r\n";
        }
    }

    private static String host(String pattern) {
        if (pattern.equals("*")) {
            return ANY_HOST;
        }
        return (pattern.startsWith("*.") ? "outsider" + pattern.substring(1) : pattern).toLowerCase(Locale.ROOT);
    }

    private static String path(MatchDocument match) {
        if (!match.exact().isEmpty()) {
            return match.exact();
        }
        return match.template().isEmpty() ? match.path() : match.template().replaceAll("\\{[^}/]*}", "1");
    }

    private static String conditions(MatchDocument match) {
        StringBuilder lines = new StringBuilder();
        for (ConditionDocument condition : match.header()) {
            if (!condition.not()) {
                lines.append(condition.name())
                        .append(": ")
                        .append(value(condition))
                        .append("\r\n");
            }
        }
        return lines.toString();
    }

    private static String query(MatchDocument match) {
        List<String> pairs = new ArrayList<>();
        for (ConditionDocument condition : match.query()) {
            if (!condition.not()) {
                pairs.add(condition.name() + "=" + value(condition));
            }
        }
        return String.join("&", pairs);
    }

    private static String value(ConditionDocument condition) {
        return condition.value().isEmpty() ? "1" : condition.value().get(0);
    }

    /** @param route {@code null} for the names of all of them */
    private static Set<String> inside(RoutesDocument document, RouteDocument route) {
        Set<String> names = new HashSet<>();
        for (ClusterDocument cluster : document.clusters()) {
            cluster.endpoints().forEach(endpoint -> names.add(endpoint.host().toLowerCase(Locale.ROOT)));
        }
        for (RouteDocument each : route == null ? document.routes() : List.of(route)) {
            names.add(bare(each.rewrite().map(RewriteDocument::host).orElse("")));
            each.conceal().names().forEach(name -> names.add(bare(name)));
        }
        names.removeIf(name -> name.isEmpty() || name.indexOf('{') >= 0);
        return names;
    }

    /** Without a port, and of a name for many the part that they share. */
    private static String bare(String name) {
        String host = name.startsWith("*.") ? name.substring(1) : name;
        int colon = host.lastIndexOf(':');
        String plain = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return plain.toLowerCase(Locale.ROOT);
    }
}

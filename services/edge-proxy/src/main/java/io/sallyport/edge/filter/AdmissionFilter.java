package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.client.ForeignClient;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.Authority;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.RequestTarget;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads the request strictly, or refuses it. After this step there is one authority, one target in normal form and
 * one framing, and policy, routing, cache and origin all work on those.
 */
final class AdmissionFilter implements Filter {
    private static final Problem NOT_READY =
            Problem.of(Outcome.NOT_READY, "The proxy has no configuration yet. Try again shortly.");
    private static final Problem BAD_TARGET =
            Problem.of(Outcome.BAD_REQUEST, "The request target is not valid for this proxy.");
    private static final Problem BAD_AUTHORITY =
            Problem.of(Outcome.BAD_REQUEST, "The request names no valid host, or names two different ones.");
    private static final Problem ONLY_HTTP = Problem.of(
            Outcome.NOT_SERVED, "Only http URLs are fetched in this form; use CONNECT for https, nothing for others.");
    private static final Problem LOOP = Problem.of(Outcome.LOOP_DETECTED, "The request has been here before.");

    private final HeadRules head = new HeadRules();

    @Override
    public Step request(Exchange exchange) {
        Problem problem = exchange.snapshots() == null ? NOT_READY : foreign(exchange);
        if (problem == null) {
            problem = head.check(exchange);
        }
        if (problem == null) {
            problem = read(exchange);
        }
        if (problem == null) {
            return Step.NEXT;
        }
        exchange.refuse(problem);
        return Step.TAKEN;
    }

    private static Problem foreign(Exchange exchange) {
        ForeignClient foreign = exchange.client().foreign();
        return foreign == null ? null : foreign.problem();
    }

    private Problem read(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        if (exchange.loop()
                .via()
                .hasPassed(request.headers(), exchange.listener().forward())) {
            return LOOP;
        }
        String method = request.method().name();
        if (method.equals("CONNECT")) {
            return readTunnel(exchange, request);
        }
        String uri = request.uri();
        if (uri.startsWith("/") || uri.equals("*")) {
            return readOriginForm(exchange, request, uri);
        }
        return exchange.client().isHttp1() ? readAbsoluteForm(exchange, uri) : BAD_TARGET;
    }

    /** authority-form (RFC 9112 section 3.2.3, RFC 9113 section 8.5); the port is not optional. */
    private static Problem readTunnel(Exchange exchange, HttpServerRequest request) {
        if (!exchange.listener().forward() && !exchange.listener().plain()) {
            return Problem.of(Outcome.NOT_SERVED, "This listener opens no tunnels.");
        }
        Authority authority = Authority.parse(exchange.client().isHttp1() ? request.uri() : hostOf(exchange, request));
        if (authority == null || authority.port() == 0) {
            return BAD_TARGET;
        }
        admit(exchange, "", authority, new RequestTarget("", null, ""));
        return null;
    }

    private static Problem readOriginForm(Exchange exchange, HttpServerRequest request, String uri) {
        if (exchange.listener().forward() && !exchange.client().isHttp1()) {
            return readStream(exchange, request, uri);
        }
        if (exchange.listener().forward()) {
            return Problem.of(
                    Outcome.BAD_REQUEST,
                    "This is a forward proxy: the request line must name the whole URL, as clients do that are told of a proxy.");
        }
        RequestTarget target = RequestTarget.parse(uri);
        if (target == null || (target.path().equals("*") && !request.method().equals(HttpMethod.OPTIONS))) {
            return BAD_TARGET;
        }
        Authority authority = exchange.client().hosts().parse(hostOf(exchange, request));
        if (authority == null) {
            return BAD_AUTHORITY;
        }
        admit(exchange, exchange.scheme(), authority, target);
        return null;
    }

    /** HTTP/2 says in fields of its own what absolute-form says in the target (RFC 9113 section 8.3.1). */
    private static Problem readStream(Exchange exchange, HttpServerRequest request, String uri) {
        if (!"http".equals(request.scheme())) {
            return ONLY_HTTP;
        }
        Authority authority = exchange.client().hosts().parse(hostOf(exchange, request));
        RequestTarget target = RequestTarget.parse(uri);
        if (authority == null || target == null) {
            return BAD_TARGET;
        }
        admit(exchange, "http", authority, target);
        return null;
    }

    private static String hostOf(Exchange exchange, HttpServerRequest request) {
        if (exchange.client().isHttp1()) {
            return request.headers().get("host");
        }
        var authority = request.authority();
        return authority == null ? null : authority.toString();
    }

    /** absolute-form (RFC 9112 section 3.2.2): the target's authority wins over a Host field. */
    private static Problem readAbsoluteForm(Exchange exchange, String uri) {
        int colon = uri.indexOf("://");
        if (colon < 0) {
            return BAD_TARGET;
        }
        String scheme = uri.substring(0, colon);
        if (!scheme.equalsIgnoreCase("http")) {
            return exchange.listener().forward() ? ONLY_HTTP : BAD_TARGET;
        }
        int start = colon + 3;
        int end = authorityEnd(uri, start);
        Authority authority = exchange.client().hosts().parse(uri.substring(start, end));
        String rest = uri.substring(end);
        RequestTarget target = RequestTarget.parse(rest.startsWith("/") ? rest : "/" + rest);
        if (authority == null || target == null) {
            return BAD_TARGET;
        }
        admit(exchange, exchange.listener().forward() ? "http" : exchange.scheme(), authority, target);
        return null;
    }

    private static int authorityEnd(String uri, int start) {
        for (int i = start; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return uri.length();
    }

    private static void admit(Exchange exchange, String scheme, Authority authority, RequestTarget target) {
        exchange.admitted(
                new RequestFacts(
                        exchange.listener().name(),
                        exchange.listener().forward(),
                        exchange.request().method().name(),
                        scheme,
                        authority,
                        target.path(),
                        target.query(),
                        exchange.clientAddress(),
                        new MapFields(exchange.request().headers())),
                target.raw());
    }
}

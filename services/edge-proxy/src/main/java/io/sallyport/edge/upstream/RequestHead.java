package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeTrace;
import io.sallyport.edge.exchange.FieldCopy;
import io.sallyport.edge.exchange.RouteFields;
import io.sallyport.edge.exchange.Via;
import io.sallyport.edge.pool.Passage;
import io.sallyport.http.Authority;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.disclosure.Disclosure;
import io.sallyport.routing.act.RouteActions;
import io.sallyport.routing.engine.EndpointView;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;

/**
 * The request head as the origin gets it: one Host of ours, no hop-by-hop field, on the forward side what
 * the {@link Disclosure} of the request lets leave; on the reverse side our own word on who the client is.
 */
public final class RequestHead {
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence MAX_FORWARDS = HttpHeaders.createOptimized("max-forwards");
    private static final int MAX_HOP_DIGITS = 9;
    private static final CharSequence RANGE = HttpHeaders.createOptimized("range");
    private static final CharSequence IF_RANGE = HttpHeaders.createOptimized("if-range");
    private static final CharSequence TE = HttpHeaders.createOptimized("te");
    private static final CharSequence TRAILERS = HttpHeaders.createOptimized("trailers");
    private static final CharSequence VIA = HttpHeaders.createOptimized("via");

    private RequestHead() {}

    static void write(Exchange exchange, HttpClientRequest request) {
        write(exchange, request, exchange.endpoint());
    }

    /**
     * Writes the head of a request that is about to be sent.
     *
     * @param endpoint whom it goes to; {@code null} on the forward side
     */
    public static void write(Exchange exchange, HttpClientRequest request, EndpointView endpoint) {
        MultiMap to = request.headers();
        Disclosure disclosure = exchange.passport().disclosure();
        boolean trailers = FieldCopy.request(exchange, to);
        host(exchange, request, endpoint);
        if (trailers && disclosure.tellsTrailers()) {
            takesTrailers(request);
        }
        if (exchange.conditional() != null) {
            exchange.conditional().forEach(to::add);
        }
        if (exchange.fetchesWhole()) {
            to.remove(RANGE);
            to.remove(IF_RANGE);
        }
        if (exchange.request().method() == HttpMethod.OPTIONS) {
            oneHopLess(to);
        }
        exchange.passport().writeRequest(to);
        String via = exchange.loop().via().next(exchange.request().headers(), disclosure.via());
        if (via != null) {
            to.add(VIA, via);
        }
        ExchangeTrace.write(exchange, to);
        if (disclosure == Disclosure.SERVER) {
            server(exchange, to);
        } else {
            openWeb(exchange, request, disclosure);
        }
    }

    /** RFC 9110 section 7.6.2; what is no number is the origin's to read. */
    private static void oneHopLess(MultiMap to) {
        String hops = to.get(MAX_FORWARDS);
        if (hops != null
                && !hops.isEmpty()
                && hops.length() < MAX_HOP_DIGITS
                && hops.chars().allMatch(c -> c >= '0' && c <= '9')) {
            to.set(MAX_FORWARDS, String.valueOf(Math.max(0, Integer.parseInt(hops) - 1)));
        }
    }

    /** Adds what another proxy on the way is to know, and takes care that it keeps that from the origin. */
    static void toProxy(Exchange exchange, Passage passage, MultiMap to) {
        if (passage.endsAtProxy() && !to.contains(VIA)) {
            to.add(HttpHeaders.CONNECTION, Via.HOP);
            to.add(Via.HOP, exchange.loop().via().ofHops(exchange.request().headers()));
        }
        passage.head(to);
    }

    private static void server(Exchange exchange, MultiMap to) {
        to.add(FORWARDED_FOR, exchange.clientChain());
        to.add(FORWARDED_PROTO, exchange.scheme());
        if (exchange.listener().tellsServers()) {
            CertificateFields.write(exchange.client().certificate(), to);
        }
        RouteFields.request(exchange, to);
    }

    private static void openWeb(Exchange exchange, HttpClientRequest request, Disclosure disclosure) {
        if (disclosure.namesClient()) {
            IpAddress address = exchange.clientAddress();
            request.headers().add(FORWARDED_FOR, address.toString());
            request.headers().add(FORWARDED, address.isV4() ? "for=" + address : "for=\"[" + address + "]\"");
        }
        if (disclosure.isCanonical() && request.version() != HttpVersion.HTTP_2) {
            CanonicalHead.order(request.headers());
        }
    }

    /** Said for this hop, as the client said it for its own (RFC 9110 section 10.1.4). */
    private static void takesTrailers(HttpClientRequest request) {
        request.headers().add(TE, TRAILERS);
        if (request.version() != HttpVersion.HTTP_2) {
            request.headers().add(HttpHeaders.CONNECTION, TE);
        }
    }

    /** A server that gets another name than the client's may want to know the client's. */
    private static void host(Exchange exchange, HttpClientRequest request, EndpointView endpoint) {
        String asked = hostField(exchange);
        String rewritten =
                exchange.matched() == null ? "" : exchange.matched().actions().host();
        if (rewritten.isEmpty()) {
            write(request, asked);
            return;
        }
        write(request, rewritten.equals(RouteActions.ENDPOINT_HOST) ? endpointHost(endpoint) : rewritten);
        request.headers().add(FORWARDED_HOST, asked);
    }

    /** HTTP/2 says it in {@code :authority}. */
    private static void write(HttpClientRequest request, String host) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.authority(HostAndPort.parseAuthority(host, -1));
        } else {
            request.headers().add(HttpHeaders.HOST, host);
        }
    }

    private static String endpointHost(EndpointView endpoint) {
        String url = endpoint.url();
        return url.substring(url.indexOf("://") + 3);
    }

    private static String hostField(Exchange exchange) {
        Authority authority = exchange.facts().authority();
        return exchange.client().hosts().field(authority, exchange.facts().schemePort());
    }
}

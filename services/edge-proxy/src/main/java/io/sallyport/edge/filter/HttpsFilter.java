package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.OwnAnswer;
import io.sallyport.http.Authority;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * Sends clients that came in clear text on to https, where the listener asks for it. What certificate authorities fetch
 * to see that a name is ours must be served as it is asked for (RFC 8555 section 8.3).
 */
final class HttpsFilter implements Filter {
    private static final String ACME = "/.well-known/acme-challenge/";
    private static final int PERMANENT = 308;
    private static final int HTTPS = 443;

    @Override
    public Step request(Exchange exchange) {
        int port = exchange.listener().redirectPort();
        if (port == 0
                || exchange.scheme().equals("https")
                || exchange.facts().path().startsWith(ACME)) {
            return Step.NEXT;
        }
        exchange.response().putHeader(HttpHeaders.LOCATION, location(exchange, port));
        OwnAnswer.send(exchange, PERMANENT, Buffer.buffer());
        return Step.TAKEN;
    }

    private static String location(Exchange exchange, int port) {
        Authority secure = new Authority(exchange.facts().authority().host(), port);
        String target = exchange.target().startsWith("/") ? exchange.target() : "/";
        return "https://" + secure.toText(HTTPS) + target;
    }
}

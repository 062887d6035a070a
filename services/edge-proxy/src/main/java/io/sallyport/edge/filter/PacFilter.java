package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.edge.pac.ProxyAddress;
import io.sallyport.edge.pac.ProxyConfiguration;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.Authority;
import io.sallyport.http.RequestFacts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Answers clients that ask a forward listener, as if it were a web server, how to use it. The script names the address
 * that the client has asked, and goes by the rules that will decide on its requests.
 */
final class PacFilter implements Filter {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Problem BAD_HOST =
            Problem.of(Outcome.BAD_REQUEST, "The request must name this proxy in exactly one valid Host field.");

    @Override
    public Step request(Exchange exchange) {
        return exchange.listener().pac() && isAsked(exchange) ? answer(exchange) : Step.NEXT;
    }

    /** In origin-form; by HTTP/2 a request in clear text cannot be told from one that is to be sent on. */
    private static boolean isAsked(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        String uri = request.uri();
        return uri != null
                && (uri.equals("/proxy.pac") || uri.equals("/wpad.dat"))
                && (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
                && (exchange.client().isHttp1() || "https".equals(request.scheme()))
                && exchange.snapshots() != null;
    }

    private static Step answer(Exchange exchange) {
        Authority asked = asked(exchange);
        if (asked == null) {
            exchange.refuse(BAD_HOST);
            return Step.TAKEN;
        }
        String uri = exchange.request().uri();
        exchange.admitted(facts(exchange, asked, uri), uri);
        boolean tls = exchange.listener().tls();
        Authority address = new Authority(asked.host(), asked.portOr(tls ? HTTPS : HTTP));
        String script = ProxyConfiguration.script(
                exchange.snapshots().policy().document(),
                exchange.snapshots().policyGeneration(),
                exchange.listener().name(),
                exchange.clientAddress(),
                new ProxyAddress(Mode.FORWARD, tls, address));
        exchange.passport().answer(HttpHeaders.CONTENT_TYPE, ProxyConfiguration.PAC_TYPE);
        exchange.passport().reply(200, Buffer.buffer(script), Outcome.ANSWERED);
        return Step.TAKEN;
    }

    /** Nothing but host characters can come out of it, whatever the client writes. */
    private static Authority asked(Exchange exchange) {
        if (!exchange.client().isHttp1()) {
            var authority = exchange.request().authority();
            return authority == null ? null : Authority.parse(authority.toString());
        }
        List<String> hosts = exchange.request().headers().getAll(HttpHeaders.HOST);
        return hosts.size() == 1 ? Authority.parse(hosts.get(0)) : null;
    }

    private static RequestFacts facts(Exchange exchange, Authority asked, String uri) {
        return new RequestFacts(
                exchange.listener().name(),
                true,
                exchange.request().method().name(),
                exchange.listener().scheme(),
                asked,
                uri,
                null,
                exchange.clientAddress(),
                new MapFields(exchange.request().headers()));
    }
}

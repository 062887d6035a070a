package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeTrace;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.trace.Span;
import io.sallyport.edge.trace.Trace;
import io.sallyport.edge.trace.Trail;
import io.sallyport.routing.engine.EndpointView;

/** Notes how an exchange fares with its origins: for its record, and for its trace if it has one. */
public final class CallTrail {
    private CallTrail() {}

    /** A try begins. */
    static void tries(Exchange exchange, Origin origin, int number) {
        Trace trace = ExchangeTrace.of(exchange);
        if (trace == null) {
            return;
        }
        long now = now(exchange);
        if (number > 1) {
            trace.server().event("retry", now);
        }
        Span span = trace.tries(exchange.request().method().name(), now);
        span.with("http.request.method", exchange.request().method().name());
        span.with("server.address", origin.host()).with("server.port", origin.port());
        if (number > 1) {
            span.with("http.request.resend_count", number - 1L);
        }
        EndpointView endpoint = exchange.endpoint();
        if (endpoint != null) {
            span.with("sallyport.cluster", endpoint.cluster()).with("sallyport.version", endpoint.version());
        }
    }

    /** There is no connection at hand. */
    public static void waits(Exchange exchange) {
        exchange.trail().waits(exchange.loop().clock().nanos());
    }

    /** There is one. */
    public static void connected(Exchange exchange) {
        Trail trail = exchange.knownTrail();
        if (trail == null) {
            return;
        }
        long waited = trail.connected(exchange.loop().clock().nanos());
        Trace trace = trail.trace();
        if (trace != null) {
            trace.current().event(waited == 0 ? "connection at hand" : "connected", now(exchange));
        }
    }

    /** The head of an answer has come, and it is one that the client gets. */
    static void answered(Exchange exchange, int status) {
        Trail trail = exchange.knownTrail();
        if (trail == null) {
            return;
        }
        trail.cause("");
        Trace trace = trail.trace();
        if (trace != null) {
            trace.current().with("http.response.status_code", status).event("head", now(exchange));
            if (status >= 500) {
                trace.current().error(Integer.toString(status));
            }
        }
    }

    /** A try has failed, for a reason that names no client. */
    public static void failed(Exchange exchange, Outcome outcome, String detail) {
        Trail trail = exchange.trail();
        trail.cause(detail);
        Trace trace = trail.trace();
        if (trace != null) {
            trace.current().with("sallyport.detail", detail).error(outcome.token());
        }
    }

    /** The name of its target leads nowhere. */
    static void unresolved(Exchange exchange, Outcome outcome) {
        String host = exchange.facts().authority().host();
        String late = outcome == Outcome.DNS_TIMEOUT ? " in time" : "";
        failed(exchange, outcome, "the name " + host + " could not be looked up" + late);
    }

    private static long now(Exchange exchange) {
        return ExchangeTrace.micros(exchange, exchange.loop().clock().nanos());
    }
}

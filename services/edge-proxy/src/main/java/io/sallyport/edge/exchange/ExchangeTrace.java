package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.trace.Span;
import io.sallyport.edge.trace.Trace;
import io.sallyport.edge.trace.Tracer;
import io.sallyport.edge.trace.Trail;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.trace.TraceParent;
import io.sallyport.policy.engine.disclosure.Disclosure;
import io.vertx.core.MultiMap;
import java.util.Set;

/**
 * The trace of an exchange, if it has one: begun with it, told to whoever gets its request, described when it is over by the
 * names of the <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">semantic conventions for HTTP</a>.
 */
public final class ExchangeTrace {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private ExchangeTrace() {}

    /** What is noted of an exchange; {@code null} when it is not traced. */
    public static Trace of(Exchange exchange) {
        Trail trail = exchange.knownTrail();
        return trail == null ? null : trail.trace();
    }

    /** Decides whether it is traced. The word of clients of the forward side counts only where they are no secret. */
    static void begin(Exchange exchange) {
        Tracer tracer = exchange.loop().tracer();
        if (!tracer.isOn() || Unattended.is(exchange)) {
            return;
        }
        MultiMap headers = exchange.request().headers();
        Trace trace = tracer.begin(
                mayTrust(exchange) ? single(headers) : null,
                headers.get(TraceParent.STATE_FIELD),
                micros(exchange, exchange.startNanos()));
        if (trace != null) {
            exchange.trail().trace(trace);
        }
    }

    /** An exchange for nobody has a trace of its own, if the one that it is made for has. */
    static void begin(Exchange made, Exchange client) {
        Trace cause = of(client);
        if (cause != null) {
            made.trail().trace(made.loop().tracer().linked(cause, micros(made, made.startNanos())));
        }
    }

    private static boolean mayTrust(Exchange exchange) {
        return !exchange.listener().forward()
                || Disclosure.of(exchange.loop().anonymity().profile()) == Disclosure.TRANSPARENT;
    }

    /** What is said twice says nothing. */
    private static String single(MultiMap headers) {
        String first = headers.get(TraceParent.FIELD);
        return first != null && headers.getAll(TraceParent.FIELD).size() == 1 ? first : null;
    }

    /** The exchange has come to a filter. */
    static void enters(Exchange exchange, Filter filter) {
        Trace trace = of(exchange);
        if (trace != null) {
            trace.enters(
                    filter.phase(), micros(exchange, exchange.loop().clock().nanos()));
        }
    }

    /**
     * Tells whoever gets the request to which trace it belongs, in place of what the client has said. Origins of the open web
     * hear of it only where they may know the client; without tracing the client's fields travel as any other.
     */
    public static void write(Exchange exchange, MultiMap to) {
        write(exchange, of(exchange), to);
    }

    /** The same for a copy, which has a trace of its own. */
    public static void write(Exchange exchange, Trace trace, MultiMap to) {
        Tracer tracer = exchange.loop().tracer();
        if (!tracer.isOn()) {
            return;
        }
        Disclosure disclosure = exchange.passport().disclosure();
        if (disclosure != Disclosure.SERVER && disclosure != Disclosure.TRANSPARENT) {
            to.remove(TraceParent.FIELD);
            to.remove(TraceParent.STATE_FIELD);
            return;
        }
        String said = mayTrust(exchange) ? single(exchange.request().headers()) : null;
        boolean goesOn = trace == null ? tracer.trusted(said) != null : trace.goesOn();
        to.set(TraceParent.FIELD, trace == null ? tracer.outwardUntraced(said) : trace.outward());
        if (!goesOn || !isFit(to.get(TraceParent.STATE_FIELD))) {
            to.remove(TraceParent.STATE_FIELD);
        }
    }

    private static boolean isFit(String state) {
        return state != null && TraceParent.isFitState(state);
    }

    /** The exchange is over. */
    public static void ended(Exchange exchange) {
        Trace trace = of(exchange);
        if (trace != null) {
            describe(exchange, trace.server());
            trace.end(micros(exchange, exchange.endNanos()));
        }
    }

    private static void describe(Exchange exchange, Span span) {
        String method = exchange.request().method().name();
        boolean known = METHODS.contains(method);
        String route = exchange.routeName();
        span.name((known ? method : "HTTP") + (route.isEmpty() ? "" : " " + route));
        span.with("http.request.method", known ? method : "_OTHER");
        if (exchange.transfer().status() > 0) {
            span.with("http.response.status_code", exchange.transfer().status());
        }
        target(exchange, span);
        span.with("client.address", exchange.clientText());
        span.with("network.protocol.version", version(exchange));
        span.with("sallyport.listener", exchange.listener().name());
        span.with("sallyport.rule", exchange.rule());
        span.with("sallyport.route", route);
        span.with("sallyport.request_id", exchange.requestId());
        span.with("sallyport.cache", exchange.cache());
        span.with("sallyport.track", exchange.trackRole());
        span.with("sallyport.outcome", exchange.outcome().token());
        if (exchange.transfer().status() >= 500 || exchange.outcome().group() == Outcome.Group.FAILED) {
            span.error(exchange.outcome().token());
        }
    }

    private static void target(Exchange exchange, Span span) {
        RequestFacts facts = exchange.facts();
        if (facts == null) {
            return;
        }
        span.with("url.scheme", facts.scheme());
        span.with("server.address", facts.authority().host());
        span.with("server.port", facts.port());
        if (!exchange.passport().isAnonymous()) {
            String asked = exchange.asked();
            int question = asked.indexOf('?');
            span.with("url.path", question < 0 ? asked : asked.substring(0, question));
        }
    }

    private static String version(Exchange exchange) {
        return switch (exchange.request().version()) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2";
            case HTTP_3 -> "3";
        };
    }

    /** Wall time at a monotonic time. */
    public static long micros(Exchange exchange, long nanos) {
        return exchange.loop().clock().micros(nanos);
    }
}

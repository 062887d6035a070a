package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.OwnAnswer;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.route.RouteLoads;
import io.sallyport.routing.act.DirectAnswer;
import io.sallyport.routing.act.FixedAnswer;
import io.sallyport.routing.act.RedirectAnswer;
import io.sallyport.routing.act.RouteActions;
import io.sallyport.routing.act.RouteLimits;
import io.sallyport.routing.engine.RouteView;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** Holds a request to the limits of its route, answers what the route answers itself, and rewrites the path. */
final class RouteRulesFilter implements Filter {
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final Problem TOO_MANY_FIELDS =
            Problem.of(Outcome.HEAD_TOO_LARGE, "The request has more header fields than are allowed here.");
    private static final Problem BUSY = Problem.of(
                    Outcome.ROUTE_BUSY, "Too many requests are under way here. Try again shortly.")
            .with("retry-after", "1");
    private static final Problem BAD_TARGET =
            Problem.of(Outcome.BAD_REQUEST, "The path leads to nothing that can be asked for.");

    private final RouteLoads loads;

    RouteRulesFilter(RouteLoads loads) {
        this.loads = loads;
    }

    @Override
    public Step request(Exchange exchange) {
        RouteView route = exchange.matched();
        if (route == null || route.actions() == RouteActions.NONE) {
            return Step.NEXT;
        }
        RouteActions actions = route.actions();
        if (actions.timeoutNanos() != Long.MAX_VALUE) {
            exchange.allWithin(actions.timeoutNanos());
        }
        Problem problem = actions.limits() == RouteLimits.NONE ? null : limit(exchange, route, actions.limits());
        if (problem == null && actions.direct() != null) {
            answer(exchange, actions.direct());
            return Step.TAKEN;
        }
        if (problem == null && actions.path() != null) {
            problem = rewrite(exchange, actions);
        }
        if (problem == null) {
            return Step.NEXT;
        }
        exchange.refuse(problem);
        return Step.TAKEN;
    }

    private Problem limit(Exchange exchange, RouteView route, RouteLimits limits) {
        if (!limits.servesMethod(exchange.facts().method())) {
            return Problem.of(Outcome.METHOD_NOT_ALLOWED, "This method is not served here.")
                    .with("allow", limits.allow());
        }
        if (limits.limitsFields() && count(exchange.request().headers()) > limits.fields()) {
            return TOO_MANY_FIELDS;
        }
        if (limits.limitsBody()) {
            exchange.transfer().bodyLimit(limits.bodyBytes());
            if (announced(exchange) > limits.bodyBytes()) {
                return Problem.bodyTooLarge(limits.bodyBytes());
            }
        }
        return limits.limitsRequests() ? enter(exchange, route.name(), limits.requests()) : null;
    }

    private static int count(MultiMap headers) {
        int[] fields = {0};
        headers.forEach((name, value) -> fields[0]++);
        return fields[0];
    }

    /** Body bytes that the head announces; 0 when it does not say. Admission has seen to it that there is one length at most. */
    private static long announced(Exchange exchange) {
        String text = exchange.request().headers().get(HttpHeaders.CONTENT_LENGTH);
        if (text == null) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private Problem enter(Exchange exchange, String route, int most) {
        if (!loads.enter(route, most)) {
            return BUSY;
        }
        exchange.afterwards(() -> loads.leave(route));
        return null;
    }

    private static Problem rewrite(Exchange exchange, RouteActions actions) {
        String target = actions.path().target(exchange.facts());
        if (target == null) {
            return BAD_TARGET;
        }
        exchange.rewritten(target);
        return null;
    }

    private static void answer(Exchange exchange, DirectAnswer direct) {
        MultiMap fields = exchange.response().headers();
        fields.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (direct instanceof RedirectAnswer redirect) {
            fields.add(HttpHeaders.LOCATION, redirect.location(exchange.facts()));
            OwnAnswer.send(exchange, direct.status(), Buffer.buffer());
        } else {
            byte[] body = ((FixedAnswer) direct).body();
            if (body.length > 0) {
                fields.add(HttpHeaders.CONTENT_TYPE, ((FixedAnswer) direct).type());
            }
            boolean bodiless = direct.status() == 204 || direct.status() == 304;
            OwnAnswer.send(exchange, direct.status(), bodiless ? null : Buffer.buffer(body));
        }
    }
}

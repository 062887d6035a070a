package io.sallyport.kit.api;

import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.kit.caller.Call;
import io.sallyport.kit.caller.CallRates;
import io.sallyport.kit.caller.Gatekeeper;
import io.sallyport.kit.caller.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets calls in, or refuses them: who calls and what for, how often, and how many at once. Owner: the server's event loop.
 */
final class Admission implements Handler<RoutingContext> {
    /** Calls under way at once, of all callers and of one. */
    static final int RUNNING = 256;

    static final int RUNNING_OF_ONE = 128;

    private static final String VERDICT = "sallyport.verdict";

    private final Gatekeeper gatekeeper;
    private final CallRates rates;
    private final ApiConnections connections;
    private final boolean entrance;
    private final Map<String, Integer> running = new HashMap<>();
    private int all;

    /** @param entrance whether callers come here themselves: then one is counted as one, wherever the calls come from */
    Admission(AdminConfig config, ApiConnections connections, boolean entrance) {
        this.gatekeeper = new Gatekeeper(config);
        this.rates = new CallRates(config.rate());
        this.connections = connections;
        this.entrance = entrance;
    }

    /** What was decided about a call that has come as far as this. */
    static Verdict verdict(RoutingContext context) {
        return context.get(VERDICT);
    }

    @Override
    public void handle(RoutingContext context) {
        Verdict verdict = gatekeeper.judge(call(context.request()));
        context.put(VERDICT, verdict);
        if (isHealth(context) && verdict instanceof Verdict.Admitted) {
            context.next();
        } else if (isWithinRate(context, verdict)) {
            decide(context, verdict);
        }
    }

    private void decide(RoutingContext context, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            if (!refused.challenge().isEmpty()) {
                context.response().putHeader("WWW-Authenticate", refused.challenge());
            }
            Answers.problem(context, refused.status(), refused.detail());
        } else if (begin(context, key(context, verdict))) {
            context.next();
        }
    }

    /** Probes of an orchestrator are never refused for being many: they cost nothing. */
    private static boolean isHealth(RoutingContext context) {
        return context.request().path().startsWith("/health/");
    }

    private boolean isWithinRate(RoutingContext context, Verdict verdict) {
        CallRates.Standing standing = rates.take(key(context, verdict), System.nanoTime());
        if (entrance) {
            context.response()
                    .putHeader("RateLimit-Policy", rates.policy())
                    .putHeader("RateLimit", "\"admin\";r=" + standing.remaining() + ";t=" + standing.resetSeconds());
        }
        if (!standing.passes()) {
            context.response().putHeader("Retry-After", Long.toString(standing.retrySeconds()));
            Answers.problem(context, 429, "more calls than admin.rate allows a caller");
        }
        return standing.passes();
    }

    private boolean begin(RoutingContext context, String key) {
        int ofOne = running.getOrDefault(key, 0);
        if (all >= RUNNING || ofOne >= RUNNING_OF_ONE) {
            context.response().putHeader("Retry-After", "1");
            boolean one = ofOne >= RUNNING_OF_ONE;
            Answers.problem(
                    context,
                    one ? 429 : 503,
                    one ? "too many calls of this caller are under way" : "too many calls are under way");
            return false;
        }
        all++;
        running.merge(key, 1, Integer::sum);
        connections.whenOver(context, () -> end(key));
        return true;
    }

    private void end(String key) {
        all--;
        running.computeIfPresent(key, (name, count) -> count > 1 ? count - 1 : null);
    }

    private String key(RoutingContext context, Verdict verdict) {
        String address = CallerAddress.of(context.request());
        if (!verdict.caller().isKnown()) {
            return "@" + CallerAddress.network(address);
        }
        return entrance ? verdict.caller().name() : verdict.caller().name() + "@" + address;
    }

    private static Call call(HttpServerRequest request) {
        return new Call(
                request.method().name(),
                request.uri(),
                request.headers().getAll("Host"),
                request.headers().getAll("Authorization"),
                new Call.BrowserMarks(
                        text(request, "Origin"), text(request, "Sec-Fetch-Site"), text(request, "Referer")),
                text(request, "Content-Type"));
    }

    private static String text(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}

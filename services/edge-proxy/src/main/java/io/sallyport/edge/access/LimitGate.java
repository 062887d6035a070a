package io.sallyport.edge.access;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Limit;
import io.vertx.core.http.HttpHeaders;

/**
 * Counts requests against a limit and says so in the answer: {@code RateLimit} and {@code RateLimit-Policy} after
 * <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10">the draft of the HTTP API
 * working group</a>, {@code Retry-After} with a refusal. Owner: the loop's thread.
 */
final class LimitGate {
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");

    private final Buckets buckets;

    LimitGate(Buckets buckets) {
        this.buckets = buckets;
    }

    Passage pass(Exchange exchange, Verdict.Gate gate, Limit limit) {
        Limit.Key key = limit.key(exchange.facts(), exchange.user(), exchange.routeName());
        Allowance allowance =
                buckets.take(key, limit.gcra(), exchange.loop().clock().nanos());
        return judge(exchange, gate, limit, allowance);
    }

    private static Passage judge(Exchange exchange, Verdict.Gate gate, Limit limit, Allowance allowance) {
        if (gate.report()) {
            if (!allowance.passes()) {
                exchange.passport().reportedBy(gate.rule());
            }
            return Passage.PASSED;
        }
        exchange.passport().answer(POLICY, limit.policy());
        exchange.passport()
                .answer(
                        RATE_LIMIT,
                        '"' + limit.name() + "\";r=" + allowance.remaining() + ";t=" + allowance.resetSeconds());
        if (allowance.passes()) {
            return Passage.PASSED;
        }
        exchange.passport().answer(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retrySeconds()));
        exchange.blockedBy(gate.rule());
        exchange.refuse(new Problem(
                Outcome.RATE_LIMITED,
                gate.status(),
                gate.reason().isEmpty() ? "Too many requests." : gate.reason(),
                gate.rule(),
                gate.reference()));
        return Passage.REFUSED;
    }
}

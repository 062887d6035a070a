package io.sallyport.edge.access;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Passport;
import io.sallyport.edge.problem.Problem;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Limit;
import io.vertx.core.http.HttpHeaders;
import java.util.function.Consumer;

/**
 * Counts requests against a limit and says so in the answer: {@code RateLimit} and {@code RateLimit-Policy} after
 * <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10">the draft of the HTTP API
 * working group</a>, {@code Retry-After} with a refusal. Owner: the loop's thread.
 */
final class LimitGate {
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    /** Longer than the store may take for a call. */
    private static final long WAIT_NANOS = 60_000_000_000L;

    private final Buckets buckets;
    private final SharedLimits shared;

    LimitGate(Buckets buckets, SharedLimits shared) {
        this.buckets = buckets;
        this.shared = shared;
    }

    Passage pass(Exchange exchange, Verdict.Gate gate, Limit limit, Runnable onward) {
        Limit.Key key = limit.key(exchange.facts(), exchange.user(), exchange.routeName());
        if (!limit.shared()) {
            long now = exchange.loop().clock().nanos();
            return judge(exchange, gate, limit, buckets.take(key, limit.gcra(), now));
        }
        Pending pending = new Pending(exchange, gate, limit, onward);
        Allowance known = shared.take(limit, key, pending);
        return known == null ? pending.orWait() : judge(exchange, gate, limit, known);
    }

    /** A request that the store is asked for; a store in this JVM answers before anybody has begun to wait. */
    private static final class Pending implements Consumer<Allowance> {
        private final Exchange exchange;
        private final Verdict.Gate gate;
        private final Limit limit;
        private final Runnable onward;
        private Waiting waiting;
        private Allowance early;

        private Pending(Exchange exchange, Verdict.Gate gate, Limit limit, Runnable onward) {
            this.exchange = exchange;
            this.gate = gate;
            this.limit = limit;
            this.onward = onward;
        }

        private Passage orWait() {
            if (early != null) {
                return judge(exchange, gate, limit, early);
            }
            waiting = Waiting.begin(exchange, WAIT_NANOS);
            return Passage.WAITING;
        }

        @Override
        public void accept(Allowance allowance) {
            if (waiting == null) {
                early = allowance;
            } else if (waiting.end() && judge(exchange, gate, limit, allowance) == Passage.PASSED) {
                onward.run();
            }
        }
    }

    private static Passage judge(Exchange exchange, Verdict.Gate gate, Limit limit, Allowance allowance) {
        if (gate.report()) {
            return allowance.passes() || Denial.passesAnyway(exchange, gate) ? Passage.PASSED : Passage.REFUSED;
        }
        Passport passport = exchange.passport();
        passport.answer(POLICY, limit.policy());
        passport.answer(
                RATE_LIMIT, '"' + limit.name() + "\";r=" + allowance.remaining() + ";t=" + allowance.resetSeconds());
        if (allowance.passes()) {
            return Passage.PASSED;
        }
        passport.answer(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retrySeconds()));
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

package io.sallyport.edge.access;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.problem.Problem;
import io.sallyport.policy.engine.Verdict;
import io.vertx.core.http.HttpHeaders;

/** Answers of gates that a request has not got through. What was wrong with a credential is never said. */
final class Denial {
    private static final String LOG_IN = "Log in to go on.";

    private Denial() {}

    /** 401, or 407 from a forward proxy, with a challenge (RFC 9110 section 11.6 and 11.7). */
    static Passage challenge(Exchange exchange, Verdict.Gate gate, String challenge) {
        if (passesAnyway(exchange, gate)) {
            return Passage.PASSED;
        }
        boolean forward = exchange.listener().forward();
        exchange.passport().answer(forward ? "proxy-authenticate" : "www-authenticate", challenge);
        return refuse(exchange, gate, Outcome.AUTHENTICATION_REQUIRED, forward ? 407 : 401, LOG_IN);
    }

    static Passage denied(Exchange exchange, Verdict.Gate gate) {
        return passesAnyway(exchange, gate)
                ? Passage.PASSED
                : refuse(exchange, gate, Outcome.ACCESS_DENIED, 403, "Access is not granted.");
    }

    /** Beyond the passwords that a client may get wrong; says nothing of the one that it has shown. */
    static Passage tooMany(Exchange exchange, Verdict.Gate gate, long retrySeconds) {
        if (passesAnyway(exchange, gate)) {
            return Passage.PASSED;
        }
        exchange.passport().answer(HttpHeaders.RETRY_AFTER, Long.toString(retrySeconds));
        return refuse(exchange, gate, Outcome.RATE_LIMITED, 429, "Too many wrong passwords. Try again later.");
    }

    static Passage unavailable(Exchange exchange, Verdict.Gate gate) {
        return passesAnyway(exchange, gate)
                ? Passage.PASSED
                : refuse(exchange, gate, Outcome.ACCESS_CHECK_FAILED, 503, Waiting.UNAVAILABLE.detail());
    }

    /** A rule that does not count yet. */
    static boolean passesAnyway(Exchange exchange, Verdict.Gate gate) {
        if (gate.report()) {
            exchange.passport().reportedBy(gate.rule());
        }
        return gate.report();
    }

    private static Passage refuse(Exchange exchange, Verdict.Gate gate, Outcome outcome, int status, String otherwise) {
        exchange.blockedBy(gate.rule());
        String detail = gate.reason().isEmpty() ? otherwise : gate.reason();
        exchange.refuse(new Problem(outcome, status, detail, gate.rule(), gate.reference()));
        return Passage.REFUSED;
    }
}

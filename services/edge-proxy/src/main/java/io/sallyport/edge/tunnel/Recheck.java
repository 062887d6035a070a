package io.sallyport.edge.tunnel;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Destination;
import io.sallyport.policy.engine.DialSafety;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Limit;

/**
 * What a policy says of a tunnel that is open already. Nobody can be asked to log in by now: a gate is passed by whom an
 * earlier one has let in under a name, and a limit is no reason to end what it has let begin.
 */
final class Recheck {
    private Recheck() {}

    /** The verdict that forbids it, or the one that allows it. */
    static Verdict of(PolicyTable policy, RequestFacts facts, Exchange exchange, Destination destination) {
        CallerFacts caller = new CallerFacts.To(exchange, destination);
        int next = 0;
        while (true) {
            Verdict verdict = policy.decide(facts, caller, next);
            switch (verdict.kind()) {
                case GATE -> {
                    Verdict.Gate gate = (Verdict.Gate) verdict;
                    if (!isPassed(gate, exchange)) {
                        return gate;
                    }
                    next = gate.next();
                }
                case REPORTED -> next = ((Verdict.Reported) verdict).next();
                case UNLOCKED -> next = ((Verdict.Unlocked) verdict).next();
                default -> {
                    return verdict;
                }
            }
        }
    }

    private static boolean isPassed(Verdict.Gate gate, Exchange exchange) {
        return gate.report()
                || gate.demand() instanceof Limit
                || !exchange.user().isEmpty();
    }

    /** Whether the verdict ends a tunnel to that port, which goes on by the way that it was opened by. */
    static boolean forbids(Verdict verdict, RequestFacts facts, Exchange exchange) {
        return !(verdict instanceof Verdict.Allow allow)
                || (isTunnel(facts) && !DialSafety.portAllowed(facts.port(), allow.dial()))
                || wantsAnotherExit(allow, exchange);
    }

    private static boolean wantsAnotherExit(Verdict.Allow allow, Exchange exchange) {
        return !allow.exit().isEmpty()
                && !allow.exit().equals(exchange.passport().exit());
    }

    private static boolean isTunnel(RequestFacts facts) {
        return facts.method().equals("CONNECT");
    }
}

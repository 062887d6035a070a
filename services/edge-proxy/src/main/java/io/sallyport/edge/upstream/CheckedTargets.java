package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.exchange.Whereabouts;
import io.sallyport.edge.names.NameResolver;
import io.sallyport.edge.names.OwnAddresses;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.DialSafety;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves a forward exchange's target once and passes on only addresses that dial safety permits; what is dialled
 * afterwards is one of these literals, so a name that changes its mind in between gains nothing.
 */
public final class CheckedTargets {
    private static final Problem FORBIDDEN =
            Problem.of(Outcome.TARGET_FORBIDDEN, "The target's address is not one that this proxy connects to.");

    private static final Problem OURS = Problem.of(Outcome.LOOP_DETECTED, OutcomeText.of(Outcome.LOOP_DETECTED));

    /** Takes one or more addresses in the resolver's order; the exchange is not over. */
    public interface Taker {
        void permitted(List<IpAddress> addresses);
    }

    private final NameResolver resolver;
    private final OwnAddresses own;
    private final long timeoutNanos;

    /** @param timeoutNanos time for the name's resolution */
    public CheckedTargets(NameResolver resolver, OwnAddresses own, long timeoutNanos) {
        this.resolver = resolver;
        this.own = own;
        this.timeoutNanos = timeoutNanos;
    }

    /** Calls the taker, or refuses the exchange. */
    public void of(Exchange exchange, Taker taker) {
        Resolving resolving = new Resolving(exchange, own, taker);
        exchange.upstream(resolving);
        exchange.within(timeoutNanos);
        Whereabouts where = exchange.passport().knownWhereabouts();
        List<IpAddress> probed = exchange.loop()
                .anonymity()
                .probes()
                .addresses(exchange.facts().authority().host());
        if (where != null && where.permitted() != null) {
            // The rules have judged these addresses; another look-up might find others.
            resolving.resolved(where.permitted());
        } else if (probed != null) {
            resolving.resolved(probed);
        } else {
            resolver.resolve(exchange.facts().authority().host(), resolving);
            if (!resolving.answered) {
                CallTrail.waits(exchange);
            }
        }
    }

    private static final class Resolving implements NameResolver.Asker, Upstream {
        private final Exchange exchange;
        private final OwnAddresses own;
        private final Taker taker;
        private boolean answered;

        Resolving(Exchange exchange, OwnAddresses own, Taker taker) {
            this.exchange = exchange;
            this.own = own;
            this.taker = taker;
        }

        @Override
        public void resolved(List<IpAddress> addresses) {
            answered = true;
            if (exchange.isOver()) {
                return;
            }
            List<IpAddress> permitted = new ArrayList<>(addresses.size());
            for (IpAddress address : addresses) {
                if (DialSafety.permits(address, exchange.dial())) {
                    permitted.add(address);
                }
            }
            boolean forbidden = permitted.isEmpty();
            permitted.removeIf(address -> own.forbid(address, exchange.facts().port(), exchange.dial()));
            if (permitted.isEmpty()) {
                exchange.refuse(forbidden ? FORBIDDEN : OURS);
            } else {
                taker.permitted(permitted);
            }
        }

        @Override
        public void unresolved(Outcome outcome) {
            answered = true;
            CallTrail.unresolved(exchange, outcome);
            exchange.refuse(Problem.of(outcome, OutcomeText.of(outcome)));
        }

        @Override
        public void cancel() {
            // The look-up goes on for the next one who asks.
        }

        @Override
        public void expired() {
            unresolved(Outcome.DNS_TIMEOUT);
        }
    }
}

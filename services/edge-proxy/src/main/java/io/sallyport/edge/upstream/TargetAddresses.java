package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.names.NameResolver;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.IpAddress;
import java.util.List;

/**
 * Resolves a target for rules that ask where a request goes. The request is held meanwhile, and refused when its name leads
 * nowhere. What the rules then permit is what {@link CheckedTargets} checks and passes on; the name is not asked for again.
 */
public final class TargetAddresses {
    /** Takes every address in the resolver's order; the exchange is not over. */
    public interface Taker {
        void found(List<IpAddress> addresses);
    }

    private final NameResolver resolver;
    private final long timeoutNanos;

    /** @param timeoutNanos time for the name's resolution */
    public TargetAddresses(NameResolver resolver, long timeoutNanos) {
        this.resolver = resolver;
        this.timeoutNanos = timeoutNanos;
    }

    /** Calls the taker, perhaps before it returns, or refuses the exchange. */
    public void of(Exchange exchange, Taker taker) {
        Asking asking = new Asking(exchange, taker);
        exchange.passport().hold();
        exchange.upstream(asking);
        exchange.within(timeoutNanos);
        resolver.resolve(exchange.facts().authority().host(), asking);
    }

    private record Asking(Exchange exchange, Taker taker) implements NameResolver.Asker, Upstream {
        @Override
        public void resolved(List<IpAddress> addresses) {
            if (!exchange.isOver()) {
                exchange.upstream(null);
                exchange.withoutDeadline();
                taker.found(addresses);
            }
        }

        @Override
        public void unresolved(Outcome outcome) {
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

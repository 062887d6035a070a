package io.sallyport.edge.access;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Certificate;
import io.sallyport.policy.engine.gate.Demand;
import io.sallyport.policy.engine.gate.Inquiry;
import io.sallyport.policy.engine.gate.Limit;
import io.sallyport.policy.engine.gate.Login;
import io.vertx.core.Vertx;

/** The gates of one event loop, by kind. Owner: the loop's thread. */
public final class Gates {
    private final LimitGate limits;
    private final LoginGate logins;
    private final InquiryGate inquiries;

    public Gates(Vertx vertx, Access access) {
        this.limits = new LimitGate(access.buckets(), access.sharedLimits());
        this.logins = new LoginGate(vertx, access);
        this.inquiries = new InquiryGate(vertx);
    }

    /**
     * Takes a request to a gate. After {@link Passage#WAITING}, {@code onward} is called when the gate is passed, and
     * never when it is not.
     */
    public Passage pass(Exchange exchange, Verdict.Gate gate, Runnable onward) {
        Demand demand = gate.demand();
        if (demand instanceof Limit limit) {
            return limits.pass(exchange, gate, limit, onward);
        }
        if (demand instanceof Login login) {
            return logins.pass(exchange, gate, login, onward);
        }
        return demand instanceof Certificate certificate
                ? CertificateGate.pass(exchange, gate, certificate)
                : inquiries.pass(exchange, gate, (Inquiry) demand, onward);
    }
}

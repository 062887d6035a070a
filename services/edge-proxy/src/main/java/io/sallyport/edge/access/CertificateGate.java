package io.sallyport.edge.access;

import io.sallyport.edge.client.ClientCertificate;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Certificate;
import java.util.List;

/** Lets clients through whose certificate the listener has verified and the rule knows. */
final class CertificateGate {
    private CertificateGate() {}

    static Passage pass(Exchange exchange, Verdict.Gate gate, Certificate wanted) {
        ClientCertificate shown = exchange.client().certificate();
        String user = shown == null ? null : wanted.user(shown.subject(), shown.names(), shown.fingerprint());
        if (user == null) {
            return Denial.denied(exchange, gate);
        }
        Introduction.of(exchange, user, List.of(), gate.report() ? "" : wanted.userHeader());
        return Passage.PASSED;
    }
}

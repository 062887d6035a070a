package io.sallyport.standalone.check;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.settings.ClientAuthConfig;
import io.sallyport.contract.settings.ListenerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds rules that require a client's certificate where a listener never asks for one: everybody is refused there. Other
 * conditions than listeners and routes are not looked at.
 */
final class CertificateRules {
    private CertificateRules() {}

    /** One for each such rule, in the order of the document. */
    static List<Problem> warnings(List<RuleDocument> rules, List<ListenerConfig> listeners) {
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleDocument rule = rules.get(i);
            if (rule.then().require().flatMap(require -> require.mtls()).isEmpty()) {
                continue;
            }
            List<RuleDocument> before = rules.subList(0, i);
            String names = listeners.stream()
                    .filter(listener -> !asksForCertificates(listener) && reaches(listener, rule, before))
                    .map(ListenerConfig::name)
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                warnings.add(new Problem(
                        "rules[" + i + "].then.require.mtls",
                        "a rule that refuses everybody on " + names + ", where no certificate is asked for",
                        "when.listener with those that have tls.clientAuth, or tls.clientAuth there"));
            }
        }
        return warnings;
    }

    private static boolean asksForCertificates(ListenerConfig listener) {
        return listener.tls()
                .map(tls -> tls.clientAuth().mode() != ClientAuthConfig.Mode.NONE)
                .orElse(false);
    }

    /** A listener that redirects to https asks no rule, and routes are for the reverse side only. */
    private static boolean reaches(ListenerConfig listener, RuleDocument rule, List<RuleDocument> before) {
        boolean served = listener.redirect() == ListenerConfig.Redirect.NONE;
        boolean routed = rule.when().route().isEmpty() || listener.mode() == ListenerConfig.Mode.REVERSE;
        return served
                && routed
                && names(rule.when(), listener)
                && before.stream().noneMatch(verdict -> decidesAllOf(verdict, listener));
    }

    private static boolean names(WhenDocument when, ListenerConfig listener) {
        return when.listener().isEmpty() || when.listener().contains(listener.name());
    }

    private static boolean decidesAllOf(RuleDocument before, ListenerConfig listener) {
        WhenDocument when = before.when();
        WhenDocument onlyListeners =
                new WhenDocument(null, null, null, when.listener(), null, null, null, null, null, null, null);
        boolean verdict = before.then().refuses() || before.then().permission().isPresent();
        return verdict && before.mode() == Mode.ENFORCE && when.equals(onlyListeners) && names(when, listener);
    }
}

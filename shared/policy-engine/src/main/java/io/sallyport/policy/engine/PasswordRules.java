package io.sallyport.policy.engine;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RuleDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** At which listeners some rule may want name and password, for protocols that ask for them before they name a target. */
record PasswordRules(boolean everywhere, Set<String> listeners) {
    static PasswordRules of(PoliciesDocument document) {
        boolean everywhere = false;
        Set<String> listeners = new HashSet<>();
        for (RuleDocument rule : document.rules()) {
            if (rule.then().require().filter(PasswordRules::takesPassword).isEmpty()
                    || !rule.when().route().isEmpty()) {
                continue;
            }
            List<String> named = rule.when().listener();
            everywhere |= named.isEmpty();
            listeners.addAll(named);
        }
        return new PasswordRules(everywhere, Set.copyOf(listeners));
    }

    private static boolean takesPassword(RequireDocument require) {
        return require.basic().isPresent() || require.forwardAuth().isPresent();
    }

    boolean at(String listener) {
        return everywhere || listeners.contains(listener);
    }
}

package io.sallyport.policy.engine.disclosure;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.settings.ListenerConfig;
import java.util.ArrayList;
import java.util.List;

/** Finds rules whose profile would mean nothing, because no request of the forward side can come to them. */
public final class IdleProfiles {
    private IdleProfiles() {}

    /** One problem for each. */
    public static List<Problem> problems(PoliciesDocument document, List<ListenerConfig> listeners) {
        List<String> reverse = listeners.stream()
                .filter(listener -> !listener.mode().isForward())
                .map(ListenerConfig::name)
                .toList();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < document.rules().size(); i++) {
            RuleDocument rule = document.rules().get(i);
            List<String> named = rule.when().listener();
            boolean never = !rule.when().route().isEmpty() || (!named.isEmpty() && reverse.containsAll(named));
            String path = "rules[" + i + "].then.allow.profile";
            if (never) {
                rule.then()
                        .permission()
                        .flatMap(AllowDocument::profile)
                        .ifPresent(profile -> problems.add(new Problem(
                                path,
                                profile + " for our own servers",
                                "a profile for requests of forward listeners; leave it out")));
            }
        }
        return problems;
    }
}

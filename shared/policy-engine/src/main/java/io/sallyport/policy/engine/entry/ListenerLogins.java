package io.sallyport.policy.engine.entry;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.BasicDocument;
import io.sallyport.contract.policy.RequireDocument.MtlsDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Auth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code listeners[].auth} demands, as rules that stand before all others. They are made from the settings and not
 * from the policy, wherever a table is compiled: a policy that knows nothing of them cannot open such a listener.
 */
public final class ListenerLogins {
    private static final String PREFIX = "auth-";

    private ListenerLogins() {}

    /** The name of the rule that guards a listener. */
    public static String rule(ListenerConfig listener) {
        return PREFIX + listener.name();
    }

    /** One rule for each listener with a login, in the order of the settings. */
    public static List<RuleDocument> of(List<ListenerConfig> listeners) {
        return listeners.stream()
                .filter(listener -> listener.auth() != Auth.NONE)
                .map(ListenerLogins::login)
                .toList();
    }

    /** The document as it is decided by: the logins of listeners first. */
    public static PoliciesDocument before(PoliciesDocument document, List<ListenerConfig> listeners) {
        List<RuleDocument> logins = of(listeners);
        if (logins.isEmpty()) {
            return document;
        }
        List<RuleDocument> rules = new ArrayList<>(logins);
        rules.addAll(document.rules());
        return new PoliciesDocument(document.lists(), document.exits(), rules, document.fallback());
    }

    /** Rules that have the name of a listener's login. */
    public static List<Problem> problems(PoliciesDocument document, List<ListenerConfig> listeners) {
        List<String> taken = of(listeners).stream().map(RuleDocument::name).toList();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < document.rules().size(); i++) {
            String name = document.rules().get(i).name();
            if (taken.contains(name)) {
                problems.add(new Problem(
                        "rules[" + i + "].name",
                        '"' + name + '"',
                        "another name, this one stands for the login of listener " + name.substring(PREFIX.length())));
            }
        }
        return problems;
    }

    private static RuleDocument login(ListenerConfig listener) {
        WhenDocument here =
                new WhenDocument(null, null, null, List.of(listener.name()), null, null, null, null, null, null, null);
        return new RuleDocument(rule(listener), here, ThenDocument.require(demand(listener)), null, null, null, null);
    }

    private static RequireDocument demand(ListenerConfig listener) {
        Optional<BasicDocument> basic = listener.users().map(BasicDocument::new);
        Optional<MtlsDocument> mtls = basic.isPresent() ? Optional.empty() : Optional.of(new MtlsDocument(null));
        return new RequireDocument(basic, null, null, mtls, null, null, false, null);
    }
}

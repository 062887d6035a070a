package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys of a policy that are written there and do nothing, because of what else is written, in either file. */
final class IdlePolicyKeys {
    /** Conditions that hold without a database, too. */
    private static final Set<String> WORDS = Set.of("private", "unknown");

    private static final Set<String> ASSIGNED = Set.of(Locale.getISOCountries());

    /** Kosovo: ISO 3166 leaves the code to its users, and databases have it. */
    private static final String ASSIGNED_BY_USE = "XK";

    private final PoliciesDocument policies;
    private final Positions positions;
    private final boolean knowsCountries;
    private final Set<String> reverse;
    private final List<Finding> warnings = new ArrayList<>();

    IdlePolicyKeys(PoliciesDocument policies, Positions positions, SuiteConfig suite) {
        this.policies = policies;
        this.positions = positions;
        this.knowsCountries = suite.geo().database().isPresent();
        this.reverse = suite.listeners().stream()
                .filter(listener -> !listener.mode().isForward())
                .map(ListenerConfig::name)
                .collect(Collectors.toSet());
    }

    List<Finding> warnings() {
        for (int i = 0; i < policies.lists().size(); i++) {
            list(policies.lists().get(i), "lists[" + i + "]");
        }
        for (int i = 0; i < policies.exits().size(); i++) {
            exit(policies.exits().get(i), "exits[" + i + "]");
        }
        for (int i = 0; i < policies.rules().size(); i++) {
            rule(policies.rules().get(i), "rules[" + i + "]");
        }
        return warnings;
    }

    private void list(ListDocument list, String at) {
        if (list.file().isPresent()) {
            for (String key : List.of(".refresh", ".maxSize", ".untilFetched")) {
                idle(at + key, "because a file is not fetched", "it beside url");
            }
        }
        if (policies.rules().stream().noneMatch(rule -> rule.when().list().contains(list.name()))) {
            warn(at, "a list that no rule asks", "rules with when: {list: [" + list.name() + "]}");
        }
    }

    private void exit(ExitDocument exit, String at) {
        boolean taken = policies.rules().stream()
                .flatMap(rule -> rule.then().permission().flatMap(AllowDocument::exit).stream())
                .anyMatch(name -> name.equals(exit.name())
                        || exit.country()
                                .map("country:"::concat)
                                .filter(name::equals)
                                .isPresent());
        if (!taken) {
            warn(at, "an exit that no rule takes", "rules with then: {exit: " + exit.name() + "}");
        }
    }

    private void rule(RuleDocument rule, String at) {
        countries(rule.when().clientCountry(), at + ".when.clientCountry");
        countries(rule.when().destinationCountry(), at + ".when.destinationCountry");
        if (rule.then().drop()) {
            idle(at + ".status", "because drop answers nothing", "it beside block");
        }
        List<String> listeners = rule.when().listener();
        if (!listeners.isEmpty() && reverse.containsAll(listeners)) {
            for (String key : List.of(".then.exit", ".then.allow.exit", ".then.allow.profile")) {
                idle(at + key, "on reverse listeners", "it for listeners of the forward side");
            }
            if (rule.when().asksDestination()) {
                warn(at + ".when", "a condition on places that never holds on reverse listeners", "other listeners");
            }
        }
    }

    private void countries(List<String> codes, String at) {
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            String path = at + "[" + i + "]";
            if (WORDS.contains(code)) {
                continue;
            }
            if (!knowsCountries) {
                warn(
                        path,
                        code
                                + ", which never holds, because geo.database is not set and every address is private or unknown",
                        "it with geo.database in sallyport.yaml; sallyport geo install brings one");
            } else if (!ASSIGNED.contains(code) && !code.equals(ASSIGNED_BY_USE)) {
                warn(path, code + ", which no country has", "a code of ISO 3166-1; the United Kingdom is GB");
            }
        }
    }

    private void idle(String path, String because, String allowed) {
        if (positions.isWritten(path)) {
            warn(path, "a key that does nothing " + because, allowed);
        }
    }

    private void warn(String path, String found, String allowed) {
        warnings.add(positions.finding(path, found, allowed));
    }
}

package io.sallyport.policy.engine;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.http.Cidr;
import io.sallyport.policy.engine.list.HostNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong with an unlock that somebody wishes. */
public final class UnlockRules {
    private UnlockRules() {}

    /** In words; empty when it would do something under this policy. */
    public static List<String> problems(Unlock unlock, PoliciesDocument document) {
        List<String> problems = new ArrayList<>();
        if (!unlock.site().isEmpty() && HostNames.normalise(unlock.site()) == null) {
            problems.add(found("site", unlock.site(), "a name or an address literal"));
        }
        if (!unlock.list().isEmpty()
                && document.lists().stream().noneMatch(list -> list.name().equals(unlock.list()))) {
            problems.add(found("list", unlock.list(), "the name of a list of the policy"));
        }
        if (!unlock.rule().isEmpty()) {
            rule(unlock, document).ifPresent(problems::add);
        }
        if (!unlock.client().isEmpty()) {
            range(unlock.client()).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<String> rule(Unlock unlock, PoliciesDocument document) {
        if (unlock.rule().equals(PolicyTable.DEFAULT_RULE)) {
            return Optional.empty();
        }
        Optional<RuleDocument> rule = document.rules().stream()
                .filter(each -> each.name().equals(unlock.rule()))
                .findFirst();
        if (rule.isEmpty() || !rule.get().then().refuses()) {
            return Optional.of(found("rule", unlock.rule(), "the name of a rule that blocks"));
        }
        if (!rule.get().authority().isEmpty() && !unlock.overAuthority()) {
            return Optional.of("rule: found \"" + unlock.rule() + "\", which "
                    + rule.get().authority() + " has ordered, allowed: such a rule with overAuthority alone");
        }
        return Optional.empty();
    }

    private static Optional<String> range(String range) {
        try {
            Cidr.parse(range);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("client: " + e.getMessage());
        }
    }

    private static String found(String key, String value, String allowed) {
        return key + ": found \"" + value + "\", allowed: " + allowed;
    }
}

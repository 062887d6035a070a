package io.sallyport.contract.policy;

import java.util.List;

/**
 * All of {@code policies.yaml}: one ordered rule list for both directions, first match wins.
 *
 * @param lists    of names, for rules to use
 * @param exits    ways out, for rules to use
 * @param fallback written {@code default}: what happens to a request that no rule matches
 */
public record PoliciesDocument(
        List<ListDocument> lists, List<ExitDocument> exits, List<RuleDocument> rules, DefaultAction fallback) {

    /** What happens when no rule matches. */
    public enum DefaultAction {
        ALLOW,
        BLOCK
    }

    public PoliciesDocument {
        lists = lists == null ? List.of() : List.copyOf(lists);
        exits = exits == null ? List.of() : List.copyOf(exits);
        rules = rules == null ? List.of() : List.copyOf(rules);
        fallback = fallback == null ? DefaultAction.ALLOW : fallback;
    }

    /** Without exits. */
    public PoliciesDocument(List<ListDocument> lists, List<RuleDocument> rules, DefaultAction fallback) {
        this(lists, null, rules, fallback);
    }

    /** The same without passwords, for people. */
    public PoliciesDocument shown() {
        List<ExitDocument> hidden = exits.stream().map(ExitDocument::shown).toList();
        return hidden.equals(exits) ? this : new PoliciesDocument(lists, hidden, rules, fallback);
    }
}

package io.sallyport.policy.engine;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.Explanation.Condition;
import io.sallyport.policy.engine.Explanation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The compiled policy: ordered rules, the first verdict that applies decides, else the default. Gates on the way are
 * handed out one by one. Immutable and safe from any thread; a decision allocates nothing.
 */
public final class PolicyTable {
    /** Rule name of a verdict that no rule made. */
    public static final String DEFAULT_RULE = "default";

    private static final int DEFAULT_STATUS = 404;

    private final CompiledRule[] rules;
    private final Verdict fallback;

    private PolicyTable(CompiledRule[] rules, Verdict fallback) {
        this.rules = rules;
        this.fallback = fallback;
    }

    /** As {@link #compile(PoliciesDocument, Map)}, of the document in a snapshot. */
    public static PolicyTable compile(PolicySnapshot snapshot, Map<String, NameSet> listsByName) {
        return compile(snapshot.document(), listsByName);
    }

    /** Fails with {@link IllegalArgumentException} when a list is missing or a pattern or range cannot be read. */
    public static PolicyTable compile(PoliciesDocument document, Map<String, NameSet> listsByName) {
        CompiledRule[] rules = new CompiledRule[document.rules().size()];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new CompiledRule(document.rules().get(i), i + 1, listsByName);
        }
        Verdict fallback = document.fallback() == DefaultAction.ALLOW
                ? new Verdict.Allow(DEFAULT_RULE, DialRules.NONE)
                : new Verdict.Block(DEFAULT_STATUS, DEFAULT_RULE, "", "", "");
        return new PolicyTable(rules, fallback);
    }

    /** What the rules say of a request of which nothing else is known. */
    public Verdict decide(RequestFacts facts) {
        return decide(facts, CallerFacts.NONE, 0);
    }

    /**
     * What the rules say.
     *
     * @param from 0, or what {@link Verdict.Gate} and {@link Verdict.Reported} name as the next
     */
    public Verdict decide(RequestFacts facts, CallerFacts caller, int from) {
        for (int i = from; i < rules.length; i++) {
            Verdict verdict = rules[i].verdict(facts, caller);
            if (verdict != null) {
                return verdict;
            }
        }
        return fallback;
    }

    /** The same decision with the way to it, all gates passed; for people, not for the request path. */
    public Explanation explain(RequestFacts facts, CallerFacts caller) {
        String host = facts.authority().host();
        List<Step> steps = new ArrayList<>();
        for (CompiledRule rule : rules) {
            Condition unmet = rule.unmet(facts, caller);
            int list = unmet == Condition.NONE ? rule.list(host) : -1;
            Condition shown = unmet == Condition.NONE && list < 0 ? Condition.LIST : unmet;
            String passed = list < 0 ? "" : rule.passed(list);
            steps.add(new Step(rule.name(), shown, passed));
            if (list >= 0 && passed.isEmpty()) {
                return rule.explanation(host, list, steps);
            }
        }
        steps.add(new Step(DEFAULT_RULE, Condition.NONE, ""));
        return new Explanation(fallback, steps, "", "");
    }
}

package io.sallyport.policy.engine;

import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.Explanation.Condition;
import io.sallyport.policy.engine.Explanation.Step;
import java.util.ArrayList;
import java.util.List;

/** Makes a decision once more and writes down the way to it. */
final class Explainer {
    private final PolicyTable table;
    private final RequestFacts facts;
    private final CallerFacts caller;
    private final List<Step> steps = new ArrayList<>();

    Explainer(PolicyTable table, RequestFacts facts, CallerFacts caller) {
        this.table = table;
        this.facts = facts;
        this.caller = caller;
    }

    Explanation explain() {
        CompiledRule[] rules = table.rules();
        String host = facts.authority().host();
        for (int i = 0; i < rules.length; i++) {
            int list = list(rules[i], i);
            if (list >= 0 && decides(i, rules[i].verdict(list), rules[i].passed(list))) {
                return rules[i].explanation(host, list, steps);
            }
        }
        boolean decided = decides(rules.length, table.fallback(), "");
        Verdict verdict = decided ? table.fallback() : table.decide(facts, caller, rules.length + 1);
        return new Explanation(verdict, steps, "", "");
    }

    /** Index of the list by which a rule applies; -1, and a step, when it does not. */
    private int list(CompiledRule rule, int index) {
        Condition unmet = rule.unmet(facts, caller);
        int list = unmet == Condition.NONE ? rule.list(facts.authority().host()) : -1;
        if (unmet == Condition.NONE && list < 0) {
            unmet = Condition.LIST;
        }
        Destination place = caller.destination();
        if (list >= 0 && rule.asksDestination()) {
            Destination known = table.destination(index, facts, caller);
            place = known == null ? place : known;
            unmet = known == null ? Condition.DESTINATION : rule.unmetBy(known, list);
            list = unmet == Condition.NONE ? list : -1;
        }
        if (list < 0) {
            steps.add(new Step(rule.name(), unmet, "", rule.note(unmet, new CallerFacts.To(caller, place))));
        }
        return list;
    }

    /** Adds a rule that applies; whether it has the last word. */
    private boolean decides(int index, Verdict verdict, String passed) {
        String rule = verdict.rule();
        if (table.afterUnlocks(verdict, index, facts, caller) instanceof Verdict.Unlocked unlocked) {
            steps.add(new Step(rule, Condition.NONE, "unlock:" + unlocked.unlock()));
            return false;
        }
        steps.add(new Step(rule, Condition.NONE, passed));
        return passed.isEmpty();
    }
}

package io.sallyport.policy.engine.replay;

import io.sallyport.contract.policy.RuleDocument;
import java.util.HashSet;
import java.util.Set;

/**
 * What a record proves of rules that it was judged by: the one that it names has decided, and those before it have let the
 * request pass. Only of rules that are today what they were then.
 */
final class Evidence {
    /** What became of the request at one rule. */
    enum Of {
        /** Nothing is known. */
        NONE,
        /** It went past. */
        PASSED,
        /** It ended there. */
        DECIDED
    }

    private final OpenTables running;
    /** Index of the rule that the record names, in the policy that runs; -1 when it proves nothing. */
    private final int decided;

    private final int standing;
    /** Rules about who the client is that the policy that runs has asked when the client had proved it. */
    private final Set<String> askedAfterLogin = new HashSet<>();

    private Evidence(OpenTables running, int decided, int standing) {
        this.running = running;
        this.decided = decided;
        this.standing = standing;
    }

    /**
     * What one record proves.
     *
     * @param since    first generation of the policy snapshots whose text is the one that runs
     * @param standing how many rules stand before all others and are no part of the policy, so that every generation had them
     */
    static Evidence of(RecordedRequest request, OpenTables running, long since, int standing) {
        int named = running.indexOf(request.access().rule());
        boolean same = request.access().policyGeneration() >= since;
        return new Evidence(running, same || (named >= 0 && named < standing) ? named : -1, standing);
    }

    /** Notes that the policy that runs has asked a rule of a client that had proved who it is. */
    void askedAfterLogin(RuleDocument rule) {
        askedAfterLogin.add(rule.name());
    }

    /**
     * What became of it at a rule.
     *
     * @param who whether it is the same client that asks: what a rule made of somebody unknown says nothing of somebody known
     */
    Of of(RuleDocument rule, boolean who) {
        boolean asksWho = !rule.when().user().isEmpty() || !rule.when().group().isEmpty();
        return asksWho && !(who && askedAfterLogin.contains(rule.name())) ? Of.NONE : of(rule);
    }

    private Of of(RuleDocument rule) {
        int index = running.indexOf(rule.name());
        if (index < 0 || !running.rules().get(index).equals(rule)) {
            return Of.NONE;
        }
        if (decided < 0 || index > decided) {
            return decided < 0 && index < standing ? Of.PASSED : Of.NONE;
        }
        return index == decided ? Of.DECIDED : Of.PASSED;
    }
}

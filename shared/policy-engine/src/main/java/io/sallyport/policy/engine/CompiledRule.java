package io.sallyport.policy.engine;

import io.sallyport.contract.policy.Profile;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.Explanation.Condition;
import io.sallyport.policy.engine.gate.Demand;
import io.sallyport.policy.engine.gate.Limit;
import io.sallyport.policy.engine.gate.Requirements;
import io.sallyport.policy.engine.list.NameSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule with its conditions compiled and its verdicts made beforehand, one for each list. */
final class CompiledRule {
    private final String name;
    private final Validity validity;
    private final Conditions conditions;
    private final Place place;
    private final Verdict.Resolve resolve;
    private final boolean ordered;
    private final NameSet[] lists;
    private final String[] listNames;
    /** By list; one alone when the rule asks no list. */
    private final Verdict[] verdicts;

    /** @param next index of the rule behind this one */
    CompiledRule(RuleDocument rule, int next, Map<String, NameSet> listsByName) {
        WhenDocument when = rule.when();
        this.name = rule.name();
        this.validity = Validity.of(rule.valid());
        this.conditions = new Conditions(when);
        this.place = new Place(when);
        this.resolve = new Verdict.Resolve(rule.name(), next - 1);
        this.ordered = !rule.authority().isEmpty();
        this.listNames = when.list().toArray(String[]::new);
        this.lists = when.list().stream()
                .map(list -> required(rule, list, listsByName))
                .toArray(NameSet[]::new);
        this.verdicts = verdicts(rule, next);
    }

    /** Of a list that nobody has got hold of yet, a rule that lets pass knows no name, and any other one every name. */
    private static NameSet required(RuleDocument rule, String list, Map<String, NameSet> listsByName) {
        NameSet names = listsByName.get(list);
        if (names == null) {
            throw new IllegalArgumentException("list: found \"" + list + "\", allowed: " + listsByName.keySet());
        }
        boolean closes = names == NameSet.MISSING && rule.then().permission().isEmpty();
        return closes ? NameSet.EVERYTHING : names;
    }

    /** Under which profile it lets requests leave, if it says so. */
    Optional<Profile> profile() {
        return verdicts[0] instanceof Verdict.Allow allow ? allow.profile() : Optional.empty();
    }

    private static Verdict[] verdicts(RuleDocument rule, int next) {
        List<String> lists = rule.when().list();
        if (lists.isEmpty()) {
            return new Verdict[] {verdict(rule, next, "")};
        }
        return lists.stream().map(list -> verdict(rule, next, list)).toArray(Verdict[]::new);
    }

    private static Verdict verdict(RuleDocument rule, int next, String list) {
        boolean report = rule.mode() == RuleDocument.Mode.REPORT;
        Optional<AllowDocument> permission = rule.then().permission();
        if (permission.isPresent() && !report) {
            AllowDocument allow = permission.get();
            return new Verdict.Allow(
                    rule.name(), DialRules.from(allow), allow.exit().orElse(""), allow.profile());
        }
        Optional<Demand> demand = demand(rule);
        if (demand.isPresent()) {
            return new Verdict.Gate(
                    rule.name(), next, demand.get(), report, rule.status(), rule.reason(), rule.reference());
        }
        if (report) {
            return new Verdict.Reported(rule.name(), next);
        }
        return new Verdict.Block(rule.status(), rule.name(), rule.reason(), rule.reference(), list, Refusal.of(rule));
    }

    private static Optional<Demand> demand(RuleDocument rule) {
        return rule.then()
                .require()
                .map(require -> Requirements.of(rule.name(), require))
                .or(() -> rule.then().limit().map(limit -> Limit.of(rule.name(), limit)));
    }

    String name() {
        return name;
    }

    /** Whether somebody with the power to do so has ordered it. */
    boolean isOrdered() {
        return ordered;
    }

    /** Whether it can only be decided when the target's address is known. */
    boolean asksDestination() {
        return place.isAsked();
    }

    /** The wish to know it. */
    Verdict.Resolve resolve() {
        return resolve;
    }

    /** What the rule says to a request, wherever that goes, or {@code null} when it does not apply. */
    @Nullable
    Verdict verdict(RequestFacts facts, CallerFacts caller) {
        if (unmet(facts, caller) != Condition.NONE) {
            return null;
        }
        int list = list(facts.authority().host());
        return list < 0 ? null : verdicts[list];
    }

    /**
     * Whether the rule applies to a place that is settled. Where nobody can tell, it does, unless it would let the request
     * go: what is refused for some places must not be reached by a way on which places are not seen.
     */
    boolean appliesTo(Destination destination, Verdict verdict) {
        return destination.known() == Destination.Known.NEVER
                ? verdict.kind() != Verdict.Kind.ALLOW
                : place.unmet(destination) == Condition.NONE;
    }

    /** The first condition besides lists and destination that does not hold. */
    Condition unmet(RequestFacts facts, CallerFacts caller) {
        return validity.holds(caller) ? conditions.unmet(facts, caller) : Condition.VALID;
    }

    /** The condition on a settled destination that does not hold. */
    Condition unmetBy(Destination destination, int list) {
        if (appliesTo(destination, verdicts[list])) {
            return Condition.NONE;
        }
        Condition unmet = place.unmet(destination);
        return unmet == Condition.NONE ? Condition.DESTINATION : unmet;
    }

    /** More about a condition that does not hold; mostly empty. */
    String note(Condition unmet, CallerFacts caller) {
        return switch (unmet) {
            case VALID -> validity.note(caller);
            case DESTINATION, DESTINATION_COUNTRY -> destinationNote(caller.destination());
            default -> "";
        };
    }

    private static String destinationNote(Destination destination) {
        return switch (destination.known()) {
            case NOT_YET -> "depends on the address that is dialled";
            case NEVER -> "the address is not known here, because the request leaves by another proxy";
            case YES -> "";
        };
    }

    Verdict verdict(int list) {
        return verdicts[list];
    }

    /** Index of the first list that covers the host, -1 when none does; 0 when the rule asks no list. */
    int list(String host) {
        if (lists.length == 0) {
            return 0;
        }
        for (int i = 0; i < lists.length; i++) {
            if (lists[i].covers(host)) {
                return i;
            }
        }
        return -1;
    }

    /** Why the walk goes on behind this rule although it applies: a gate's word, {@code report}, or empty. */
    String passed(int list) {
        if (verdicts[list] instanceof Verdict.Gate gate) {
            return gate.demand().word();
        }
        return verdicts[list] instanceof Verdict.Reported ? "report" : "";
    }

    Explanation explanation(String host, int list, List<Explanation.Step> steps) {
        if (lists.length == 0) {
            return new Explanation(verdicts[0], steps, "", "");
        }
        String listed = host.substring(lists[list].covering(host));
        return new Explanation(verdicts[list], steps, listNames[list], listed);
    }
}

package io.sallyport.policy.engine;

import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.Profile;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.list.NameSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled policy: ordered rules, the first verdict that applies decides, else the default. Gates on the way are
 * handed out one by one. Immutable and safe from any thread; a decision allocates nothing.
 */
public final class PolicyTable {
    /** Rule name of a verdict that no rule made. */
    public static final String DEFAULT_RULE = "default";

    private static final int DEFAULT_STATUS = 404;
    private static final Verdict.Allow UNLOCKED_DEFAULT = new Verdict.Allow(DEFAULT_RULE, DialRules.NONE);

    private final CompiledRule[] rules;
    private final Verdict fallback;
    /** Names of ways out on which another proxy resolves the target. */
    private final Set<String> elsewhere;

    private final PoliciesDocument document;
    private final PasswordRules passwords;
    private final Unlocks unlocks;

    private PolicyTable(
            PoliciesDocument document,
            CompiledRule[] rules,
            Verdict fallback,
            Set<String> elsewhere,
            PasswordRules passwords,
            Unlocks unlocks) {
        this.document = document;
        this.rules = rules;
        this.fallback = fallback;
        this.elsewhere = elsewhere;
        this.passwords = passwords;
        this.unlocks = unlocks;
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
        return new PolicyTable(
                document, rules, fallback, elsewhere(document.exits()), PasswordRules.of(document), Unlocks.NONE);
    }

    private static Set<String> elsewhere(List<ExitDocument> exits) {
        Set<String> names = new HashSet<>();
        for (ExitDocument exit : exits) {
            if (!exit.via().isEmpty()) {
                names.add(exit.name());
                exit.country().ifPresent(country -> names.add("country:" + country));
            }
        }
        return Set.copyOf(names);
    }

    /** The same rules with other unlocks; shares all that is compiled. */
    public PolicyTable with(Unlocks others) {
        return new PolicyTable(document, rules, fallback, elsewhere, passwords, others);
    }

    /** What the table was compiled from. */
    public PoliciesDocument document() {
        return document;
    }

    /** Whether a request through this listener may meet a rule that wants name and password. */
    public boolean wantsPassword(String listener) {
        return passwords.at(listener);
    }

    /** What the rules say of a request of which nothing else is known. */
    public Verdict decide(RequestFacts facts) {
        return decide(facts, CallerFacts.NONE, 0);
    }

    /**
     * What the rules say.
     *
     * @param from 0, or what the verdict before names as the next
     */
    public Verdict decide(RequestFacts facts, CallerFacts caller, int from) {
        for (int i = from; i < rules.length; i++) {
            Verdict verdict = rules[i].verdict(facts, caller);
            if (verdict != null && rules[i].asksDestination()) {
                verdict = placed(i, verdict, facts, caller);
            }
            if (verdict != null) {
                return unlocked(verdict, rules[i].isOrdered(), i, facts, caller);
            }
        }
        return from > rules.length ? UNLOCKED_DEFAULT : unlocked(fallback, false, rules.length, facts, caller);
    }

    private @Nullable Verdict placed(int index, Verdict verdict, RequestFacts facts, CallerFacts caller) {
        Destination destination = destination(index, facts, caller);
        if (destination == null) {
            return null;
        }
        if (destination.known() == Destination.Known.NOT_YET) {
            return rules[index].resolve();
        }
        return rules[index].appliesTo(destination, verdict) ? verdict : null;
    }

    /**
     * What can be said of where the request goes; {@code null} for one to our own servers, which rules about places are not
     * for. A name whose request leaves by another proxy is not resolved here, where that would only tell others of it; an
     * address literal is what every proxy on the way will dial.
     */
    @Nullable
    Destination destination(int index, RequestFacts facts, CallerFacts caller) {
        if (!facts.forward()) {
            return null;
        }
        Destination known = caller.destination();
        return known.known() == Destination.Known.NOT_YET && leaves(facts, caller, index + 1) && !isLiteral(facts)
                ? Destination.ELSEWHERE
                : known;
    }

    private static boolean isLiteral(RequestFacts facts) {
        return IpAddress.parse(facts.authority().host()) != null;
    }

    /** Whether the rules from an index on lead out by another proxy, as far as can be seen without passing a gate. */
    private boolean leaves(RequestFacts facts, CallerFacts caller, int from) {
        if (elsewhere.isEmpty()) {
            return false;
        }
        for (int i = from; i < rules.length; i++) {
            Verdict verdict = rules[i].asksDestination() ? null : rules[i].verdict(facts, caller);
            if (verdict instanceof Verdict.Allow allow) {
                return elsewhere.contains(allow.exit());
            }
            if (verdict instanceof Verdict.Block) {
                return false;
            }
        }
        return false;
    }

    /**
     * Whether an allowed request goes out by another proxy, which resolves the target anew, although its rule has not
     * asked for a place: what the rules have said of addresses that were found here then means nothing.
     */
    public boolean goesElsewhere(Verdict.Allow allow, RequestFacts facts) {
        if (!elsewhere.contains(allow.exit()) || isLiteral(facts)) {
            return false;
        }
        for (CompiledRule rule : rules) {
            if (rule.name().equals(allow.rule())) {
                return !rule.asksDestination();
            }
        }
        return true;
    }

    private Verdict unlocked(Verdict verdict, boolean ordered, int index, RequestFacts facts, CallerFacts caller) {
        if (!(verdict instanceof Verdict.Block block)) {
            return verdict;
        }
        Unlock unlock = unlocks.lifting(block, ordered, facts, caller);
        return unlock == null ? verdict : new Verdict.Unlocked(block.rule(), unlock.id(), index + 1);
    }

    /** Names of the rules that let requests leave under each profile, where rules name any. */
    public Map<Profile, List<String>> profiles() {
        Map<Profile, List<String>> named = new EnumMap<>(Profile.class);
        for (CompiledRule rule : rules) {
            rule.profile()
                    .ifPresent(profile -> named.computeIfAbsent(profile, first -> new ArrayList<>())
                            .add(rule.name()));
        }
        return named;
    }

    /** The same decision with the way to it, all gates passed; for people, not for the request path. */
    public Explanation explain(RequestFacts facts, CallerFacts caller) {
        return new Explainer(this, facts, caller).explain();
    }

    CompiledRule[] rules() {
        return rules;
    }

    /** What an index behind the last rule stands for. */
    Verdict fallback() {
        return fallback;
    }

    /** What a block becomes by the unlocks, or the verdict as it is. */
    Verdict afterUnlocks(Verdict verdict, int index, RequestFacts facts, CallerFacts caller) {
        return unlocked(verdict, index < rules.length && rules[index].isOrdered(), index, facts, caller);
    }
}

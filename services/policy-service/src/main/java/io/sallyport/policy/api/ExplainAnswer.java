package io.sallyport.policy.api;

import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.DialRules;
import io.sallyport.policy.engine.DialSafety;
import io.sallyport.policy.engine.Explanation;
import io.sallyport.policy.engine.Refusal;
import io.sallyport.policy.engine.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * A decision and the way to it.
 *
 * @param generation the snapshot that decided
 * @param verdict    {@code allow}, or how it is refused: {@code block}, {@code redirect}, {@code drop}
 * @param status     answer of a block, and of a redirect to a tunnel; 0 for an allowed request
 * @param list       the list that named the site; empty when none did
 * @param listed     the name on it: the site or a parent domain
 * @param dial       whether an allowed request of a forward listener would be sent: {@code permitted},
 *     {@code refused: ...}, {@code checked when resolved}; else empty
 * @param steps      the rules asked, in order
 * @param cache      what the cache of each edge would do with a GET that is allowed; empty for anything else
 */
public record ExplainAnswer(
        String target,
        long generation,
        String verdict,
        int status,
        String rule,
        String reason,
        String reference,
        String list,
        String listed,
        String dial,
        List<StepAnswer> steps,
        List<CacheSection> cache) {

    /**
     * One rule asked; {@code unmet} is the first condition that did not hold, empty when the rule applied; {@code gate}
     * what it demands before the next rule is asked, taken for given here, or the unlock that lifts it; {@code note} more in
     * words, mostly empty.
     */
    public record StepAnswer(String rule, String unmet, String gate, String note) {}

    static ExplainAnswer of(RequestFacts facts, long generation, Explanation explanation) {
        Verdict verdict = explanation.verdict();
        String target = facts.authority().host() + ":" + facts.port();
        String word = verdict.kind().name().toLowerCase(Locale.ROOT);
        List<StepAnswer> steps =
                explanation.steps().stream().map(ExplainAnswer::step).toList();
        return switch (verdict.kind()) {
            case ALLOW ->
                new ExplainAnswer(
                        target,
                        generation,
                        word,
                        0,
                        verdict.rule(),
                        "",
                        "",
                        explanation.list(),
                        explanation.listed(),
                        dial(facts, ((Verdict.Allow) verdict).dial()),
                        steps,
                        List.of());
            case GATE, REPORTED, RESOLVE, UNLOCKED ->
                throw new IllegalStateException("an explanation ends with a verdict");
            case BLOCK -> blocked(target, generation, explanation, (Verdict.Block) verdict, steps);
        };
    }

    /** In what another answer differs, in words; empty when it does not. */
    String differenceTo(ExplainAnswer now) {
        if (verdict.equals(now.verdict) && rule.equals(now.rule) && status == now.status) {
            return "";
        }
        return outcome() + " then, " + now.outcome() + " now";
    }

    private String outcome() {
        return (verdict.equals("allow") ? "allowed" : verdict.equals("block") ? "blocked with " + status : verdict)
                + " by " + rule;
    }

    ExplainAnswer withCache(List<CacheSection> sections) {
        return new ExplainAnswer(
                target, generation, verdict, status, rule, reason, reference, list, listed, dial, steps, sections);
    }

    private static ExplainAnswer blocked(
            String target, long generation, Explanation explanation, Verdict.Block block, List<StepAnswer> steps) {
        return new ExplainAnswer(
                target,
                generation,
                word(block.refusal().way()),
                block.status(),
                block.rule(),
                block.reason(),
                block.reference(),
                explanation.list(),
                explanation.listed(),
                "",
                steps,
                List.of());
    }

    private static String word(Refusal.Way way) {
        return way == Refusal.Way.ANSWER ? "block" : way.name().toLowerCase(Locale.ROOT);
    }

    private static StepAnswer step(Explanation.Step step) {
        boolean applied = step.unmet() == Explanation.Condition.NONE;
        return new StepAnswer(
                step.rule(), applied ? "" : step.unmet().name().toLowerCase(Locale.ROOT), step.gate(), step.note());
    }

    private static String dial(RequestFacts facts, DialRules rules) {
        if (!facts.forward()) {
            return "";
        }
        if (facts.method().equals("CONNECT") && !DialSafety.portAllowed(facts.port(), rules)) {
            return "refused: port " + facts.port();
        }
        IpAddress address = IpAddress.parse(facts.authority().host());
        if (address == null) {
            return "checked when resolved";
        }
        return DialSafety.permits(address, rules)
                ? "permitted"
                : "refused: " + DialSafety.classify(address).reason();
    }
}

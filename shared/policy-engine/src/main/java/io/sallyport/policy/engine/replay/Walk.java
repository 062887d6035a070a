package io.sallyport.policy.engine.replay;

import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on its way through one policy: every ending that is possible, in order; the last one is certain. */
final class Walk {
    private static final Set<Unknown> WHO = Set.of(Unknown.USER, Unknown.GROUP);

    private final OpenTables tables;
    private final RecordedRequest request;
    private final Evidence evidence;
    private final boolean isRunning;
    private final List<Ending> endings = new ArrayList<>();
    private boolean proved;
    /** Whether somebody may have proved to be somebody whom the record does not know. */
    private boolean guessed;

    /** @param isRunning whether this is the policy that runs, which the evidence is of */
    Walk(OpenTables tables, RecordedRequest request, Evidence evidence, boolean isRunning) {
        this.isRunning = isRunning;
        this.tables = tables;
        this.request = request;
        this.evidence = evidence;
    }

    List<Ending> run() {
        int next = 0;
        while (next >= 0) {
            Set<Unknown> unknown = unknown();
            CallerFacts caller = request.caller(proved);
            Verdict verdict = tables.without(unknown).decide(request.facts(), caller, next);
            int index = tables.indexOf(verdict.rule());
            next = index == tables.rules().size()
                    ? end(verdict)
                    : step(verdict, tables.rules().get(index), index, unknown);
        }
        return endings;
    }

    /** Nobody has proved anything before the first login: that is known. */
    private Set<Unknown> unknown() {
        Set<Unknown> unknown = EnumSet.noneOf(Unknown.class);
        unknown.addAll(request.unknown());
        if (!proved) {
            unknown.removeAll(WHO);
        } else if (guessed) {
            unknown.addAll(WHO);
        }
        return unknown;
    }

    private int end(Verdict fallback) {
        endings.add(ending(fallback, null, Set.of()));
        return -1;
    }

    /** Where to go on; -1 at the end. */
    private int step(Verdict verdict, RuleDocument rule, int index, Set<Unknown> unknown) {
        Set<Unknown> because = OpenTables.asked(rule, unknown);
        if (proved && isRunning) {
            evidence.askedAfterLogin(rule);
        }
        if (verdict instanceof Verdict.Gate gate) {
            pass(rule, because);
            if (gate.report()) {
                return index + 1;
            }
        } else if (verdict instanceof Verdict.Reported) {
            return index + 1;
        }
        return switch (evidence.of(rule, proved && !guessed)) {
            case DECIDED -> {
                endings.add(ending(verdict, rule, Set.of()));
                yield -1;
            }
            // A verdict without a doubt decides, whatever was recorded: the record may be of another policy.
            case PASSED -> because.isEmpty() ? decided(verdict, rule) : index + 1;
            case NONE -> {
                endings.add(ending(verdict, rule, because));
                yield because.isEmpty() ? -1 : index + 1;
            }
        };
    }

    private void pass(RuleDocument gate, Set<Unknown> because) {
        if (gate.then().limit().isPresent()) {
            because.add(Unknown.LIMIT);
            return;
        }
        because.add(Unknown.LOGIN);
        proved = true;
        guessed |= request.access().user().isEmpty() && evidence.of(gate, true) != Evidence.Of.PASSED;
    }

    private int decided(Verdict verdict, RuleDocument rule) {
        endings.add(ending(verdict, rule, Set.of()));
        return -1;
    }

    private static Ending ending(Verdict verdict, @Nullable RuleDocument rule, Set<Unknown> because) {
        boolean refuses = !(verdict instanceof Verdict.Allow);
        return new Ending(verdict.rule(), refuses, word(verdict, rule), rule, because);
    }

    private static String word(Verdict verdict, @Nullable RuleDocument rule) {
        if (verdict instanceof Verdict.Allow allow) {
            String exit = allow.exit().isEmpty() ? "" : " by exit " + allow.exit();
            String profile = allow.profile()
                    .map(each -> ", profile " + each.name().toLowerCase(Locale.ROOT))
                    .orElse("");
            return "allow" + exit + profile;
        }
        if (verdict instanceof Verdict.Gate gate) {
            return "refused by " + gate.demand().word();
        }
        if (rule != null && rule.then().drop()) {
            return "drop";
        }
        String to = rule == null ? "" : rule.then().redirect().orElse("");
        return to.isEmpty() ? "block " + ((Verdict.Block) verdict).status() : "redirect to " + to;
    }
}

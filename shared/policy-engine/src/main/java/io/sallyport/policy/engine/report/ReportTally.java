package io.sallyport.policy.engine.report;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what rules in report mode would have done, record by record. A tunnel counts when it has ended; copies of requests
 * and progress records are nobody's requests. Holds at most {@value #RULES_MAX} rules. Not thread-safe.
 */
public final class ReportTally {
    private static final int RULES_MAX = 100;
    private static final int TOP = 10;
    private static final Set<String> COPIES = Set.of("shadow", "background");

    private final Map<String, Tally> byRule = new LinkedHashMap<>();
    private long records;

    /** @param rules of the policy in force: those in report mode are told of even if they met nothing */
    public ReportTally(List<RuleDocument> rules) {
        for (RuleDocument rule : rules) {
            if (rule.mode() == RuleDocument.Mode.REPORT && byRule.size() < RULES_MAX) {
                byRule.put(rule.name(), new Tally(word(rule.then())));
            }
        }
    }

    /** What a rule does, in one word. */
    public static String word(ThenDocument then) {
        if (then.require().isPresent()) {
            return "require";
        }
        if (then.limit().isPresent()) {
            return "limit";
        }
        if (then.redirect().isPresent()) {
            return "redirect";
        }
        if (then.exit().isPresent()) {
            return "exit";
        }
        return then.drop() ? "drop" : then.block() ? "block" : "allow";
    }

    public void add(AccessRecord access) {
        if (access.reported().isEmpty() || access.kind() == Kind.PROGRESS || COPIES.contains(access.track())) {
            return;
        }
        records++;
        boolean first = true;
        for (String rule : access.reported().split(",")) {
            Tally tally = byRule.get(rule);
            if (tally == null && byRule.size() < RULES_MAX) {
                tally = new Tally("");
                byRule.put(rule, tally);
            }
            if (tally != null) {
                tally.add(access, first);
            }
            first = false;
        }
    }

    /** Records that named at least one rule. */
    public long records() {
        return records;
    }

    /** One for each rule: those of the policy in force in its order, then others. */
    public List<RuleReport> reports() {
        return byRule.entrySet().stream()
                .map(each -> each.getValue().report(each.getKey()))
                .toList();
    }

    private static final class Tally {
        private final String would;
        private final DistinctCount users = new DistinctCount();
        private final DistinctCount clients = new DistinctCount();
        private final TopCounts sites = new TopCounts();
        private final TopCounts instead = new TopCounts();
        private long requests;
        private long alone;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Tally(String would) {
            this.would = would;
        }

        void add(AccessRecord access, boolean foremost) {
            requests++;
            alone += foremost ? 1 : 0;
            users.add(access.user().isEmpty() ? "at " + access.client() : "as " + access.user());
            clients.add(access.client());
            sites.add(access.authority());
            instead.add(became(access));
            first = Math.min(first, access.startedAtMicros());
            last = Math.max(last, access.startedAtMicros());
        }

        private static String became(AccessRecord access) {
            String how = access.outcome().group() == Outcome.Group.SERVED
                    ? "served"
                    : access.outcome().name().toLowerCase(Locale.ROOT);
            return access.rule().isEmpty() ? how : how + " by " + access.rule();
        }

        RuleReport report(String rule) {
            return new RuleReport(
                    rule,
                    would,
                    requests,
                    alone,
                    users.count(),
                    users.errorShare(),
                    clients.count(),
                    clients.errorShare(),
                    instant(first),
                    instant(last),
                    sites.top(TOP),
                    instead.top(TOP));
        }

        private @Nullable String instant(long micros) {
            return requests == 0
                    ? null
                    : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
        }
    }
}

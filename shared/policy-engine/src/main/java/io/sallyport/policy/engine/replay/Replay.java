package io.sallyport.policy.engine.replay;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.engine.replay.ReplayReport.Example;
import io.sallyport.policy.engine.report.TopCounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded requests by a draft and by the policy that runs, one after the other, and counts what differs. Copies of
 * requests and progress records are nobody's requests. Holds a bounded number of groups, sites and examples. Not thread-safe.
 */
public final class Replay {
    private static final int GROUPS_MAX = 200;
    private static final int SITES = 10;
    private static final String UNLOCKED = "unlock:";
    private static final Set<String> COPIES = Set.of("shadow", "background");

    private final OpenTables running;
    private final OpenTables draft;
    private final Terms terms;
    private final Map<Change, Long> changes = new EnumMap<>(Change.class);
    private final Map<Unknown, Long> undecidable = new EnumMap<>(Unknown.class);
    private final Map<String, Long> notAsked = new HashMap<>();
    private final Map<Key, Group> groups = new HashMap<>();
    private long requests;
    private long others;
    private long recordedOther;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;

    /** A policy with the content of its lists, by name. */
    public record Policy(PoliciesDocument document, Map<String, NameSet> lists) {}

    /**
     * How to judge.
     *
     * @param since    first generation of the policy snapshots whose text is the one that runs: what older records show of rules
     *     proves nothing
     * @param standing how many rules both policies begin with that are no part of them: the logins of listeners
     * @param examples of each group, 0 to 100
     */
    public record Terms(long since, int standing, int examples) {}

    private record Key(Change change, String before, String after) {}

    private static final class Group {
        private final TopCounts sites = new TopCounts();
        private final List<Example> examples = new ArrayList<>();
        private long requests;
    }

    public Replay(Policy running, Policy draft, Terms terms) {
        this.running = new OpenTables(running.document(), running.lists());
        this.draft = new OpenTables(draft.document(), draft.lists());
        this.terms = terms;
    }

    public void add(AccessRecord access) {
        if (access.kind() == Kind.PROGRESS || COPIES.contains(access.track())) {
            return;
        }
        RecordedRequest request = access.rule().isEmpty() ? null : RecordedRequest.of(access);
        if (request == null) {
            notAsked.merge(access.outcome().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
            return;
        }
        requests++;
        from = Math.min(from, access.startedAtMicros());
        until = Math.max(until, access.startedAtMicros());
        Evidence evidence = Evidence.of(request, running, terms.since(), terms.standing());
        List<Ending> before = new Walk(running, request, evidence, true).run();
        List<Ending> after = new Walk(draft, request, evidence, false).run();
        recordedOther += before.stream().noneMatch(ending -> ending.rule().equals(access.rule())) ? 1 : 0;
        Comparison comparison = Comparison.of(before, after);
        count(access, access.rule().startsWith(UNLOCKED) ? comparison.unlocked() : comparison);
    }

    private void count(AccessRecord access, Comparison comparison) {
        changes.merge(comparison.change(), 1L, Long::sum);
        comparison.because().forEach(missing -> undecidable.merge(missing, 1L, Long::sum));
        if (comparison.change() == Change.UNCHANGED) {
            return;
        }
        Key key = new Key(comparison.change(), comparison.before(), comparison.after());
        Group group = groups.get(key);
        if (group == null && groups.size() >= GROUPS_MAX) {
            others++;
            return;
        }
        if (group == null) {
            group = new Group();
            groups.put(key, group);
        }
        group.requests++;
        group.sites.add(access.authority());
        if (group.examples.size() < terms.examples()) {
            group.examples.add(example(access));
        }
    }

    private static Example example(AccessRecord access) {
        String url = access.scheme().isEmpty()
                ? access.authority()
                : access.scheme() + "://" + access.authority() + access.path();
        return new Example(
                String.valueOf(instant(access.startedAtMicros())),
                access.method(),
                url,
                access.client(),
                access.user());
    }

    private static @Nullable String instant(long micros) {
        return micros == Long.MAX_VALUE || micros == Long.MIN_VALUE
                ? null
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    public ReplayReport report() {
        List<ReplayReport.Group> shown = groups.entrySet().stream()
                .map(each -> new ReplayReport.Group(
                        each.getKey().change(),
                        each.getKey().before(),
                        each.getKey().after(),
                        each.getValue().requests,
                        each.getValue().sites.top(SITES),
                        each.getValue().examples))
                .sorted(Comparator.comparingLong(ReplayReport.Group::requests)
                        .reversed()
                        .thenComparing(ReplayReport.Group::before)
                        .thenComparing(ReplayReport.Group::after))
                .toList();
        return new ReplayReport(
                requests, changes, undecidable, notAsked, shown, others, recordedOther, instant(from), instant(until));
    }
}

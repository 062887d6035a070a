package io.sallyport.policy.engine.place;

import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Destination;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules asked about each address that a target has. An address that they refuse is left out; the first that they let
 * through decides, with all others that the same verdict lets through: only these may be dialled, in whatever order. The
 * request is refused when no address is left.
 *
 * <p>Owner: one thread.
 */
public final class PlacedWalk {
    private final PolicyTable table;
    private final RequestFacts facts;
    private final CallerFacts caller;
    private final int from;
    private List<Candidate> candidates = new ArrayList<>();

    private static final class Candidate {
        private final Destination destination;
        private int next;

        Candidate(Destination destination, int next) {
            this.destination = destination;
            this.next = next;
        }
    }

    /**
     * @param caller       whose own destination is not asked for
     * @param destinations in the resolver's order, at least one
     * @param from         index of the rule that has asked for them
     */
    public PlacedWalk(
            PolicyTable table, RequestFacts facts, CallerFacts caller, List<Destination> destinations, int from) {
        this.table = table;
        this.facts = facts;
        this.caller = caller;
        this.from = from;
        destinations.forEach(destination -> candidates.add(new Candidate(destination, from)));
    }

    /**
     * What comes next: the last word, {@link Verdict.Allow} or {@link Verdict.Block}; or a verdict to be carried out
     * before it is asked again. Never {@link Verdict.Resolve}.
     */
    public Verdict next() {
        while (true) {
            List<Verdict> verdicts = new ArrayList<>(candidates.size());
            for (Candidate candidate : candidates) {
                CallerFacts to = new CallerFacts.To(caller, candidate.destination);
                verdicts.add(table.decide(facts, to, candidate.next));
            }
            Verdict said = allowed(verdicts);
            if (said == null) {
                return withoutBlocked(verdicts);
            }
            if (!isElsewhere() && table.goesElsewhere((Verdict.Allow) said, facts)) {
                candidates = new ArrayList<>(List.of(new Candidate(Destination.ELSEWHERE, from)));
            } else {
                return said;
            }
        }
    }

    /** The first verdict that lets an address through; only those that it lets through stay. */
    private @Nullable Verdict allowed(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            if (verdict.kind() == Verdict.Kind.ALLOW) {
                keep(verdicts, verdict);
                return verdict;
            }
        }
        return null;
    }

    private void keep(List<Verdict> verdicts, Verdict wanted) {
        List<Candidate> kept = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).equals(wanted)) {
                kept.add(candidates.get(i));
            }
        }
        candidates = kept;
    }

    /** The earliest of what stands in the way of those that are not refused, or the refusal of the first. */
    private Verdict withoutBlocked(List<Verdict> verdicts) {
        List<Candidate> left = new ArrayList<>();
        Verdict earliest = null;
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict.kind() == Verdict.Kind.BLOCK) {
                continue;
            }
            left.add(candidates.get(i));
            earliest = earliest == null || next(verdict) < next(earliest) ? verdict : earliest;
        }
        if (earliest == null) {
            return verdicts.get(0);
        }
        for (int i = 0, j = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).kind() == Verdict.Kind.BLOCK) {
                continue;
            }
            Candidate candidate = left.get(j++);
            if (verdicts.get(i).equals(earliest)) {
                candidate.next = next(earliest);
            }
        }
        candidates = left;
        return earliest;
    }

    private static int next(Verdict verdict) {
        return switch (verdict.kind()) {
            case GATE -> ((Verdict.Gate) verdict).next();
            case REPORTED -> ((Verdict.Reported) verdict).next();
            case UNLOCKED -> ((Verdict.Unlocked) verdict).next();
            case ALLOW, BLOCK, RESOLVE -> throw new IllegalStateException("no way leads on from " + verdict.kind());
        };
    }

    private boolean isElsewhere() {
        return candidates.get(0).destination.known() == Destination.Known.NEVER;
    }

    /** Addresses that may still be dialled, in the resolver's order; none when another proxy resolves the target. */
    public List<Destination> destinations() {
        return candidates.stream()
                .map(candidate -> candidate.destination)
                .filter(destination -> Objects.nonNull(destination.address()))
                .toList();
    }
}

package io.sallyport.routing.validation;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.routing.match.RouteMatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routes take from each other. A route that another one covers and that is tried after it is never reached; of two
 * routes that are equally specific and meet in some request only the order of the document says which one wins.
 *
 * <p>Pairs are compared: a route that several others cover together, and none of them alone, is not found.
 */
final class RouteConflicts {
    /** Whoever has more of them needs no complete list to see what is wrong. */
    private static final int MAX_WARNINGS = 100;

    private record Candidate(String name, String path, RouteMatch match) {
        /** Whether it is tried before another one, which is written after it. */
        boolean isTriedBefore(Candidate later) {
            return RouteMatch.ORDER.compare(match, later.match) <= 0;
        }

        @Override
        public String toString() {
            return name + " (" + path + ")";
        }
    }

    private final List<Candidate> candidates = new ArrayList<>();

    RouteConflicts(List<RouteDocument> routes) {
        for (int i = 0; i < routes.size(); i++) {
            RouteMatch match = RouteMatch.of(routes.get(i));
            if (match != null) {
                candidates.add(new Candidate(routes.get(i).name(), "routes[" + i + "]", match));
            }
        }
    }

    /** Routes that are never reached, in the order of the document. */
    List<Problem> unreachable() {
        List<Problem> problems = new ArrayList<>();
        for (Candidate hidden : candidates) {
            Candidate taker = takerOf(hidden);
            if (taker != null) {
                problems.add(new Problem(
                        hidden.path + ".match",
                        "the match of route " + hidden.name + ", all of whose requests route " + taker
                                + " takes before",
                        "a match of its own, or a higher priority: as it is, the route is never reached"));
            }
        }
        return problems;
    }

    private @Nullable Candidate takerOf(Candidate hidden) {
        boolean before = true;
        for (Candidate other : candidates) {
            if (other == hidden) {
                before = false;
            } else if ((before ? other.isTriedBefore(hidden) : !hidden.isTriedBefore(other))
                    && other.match.covers(hidden.match)) {
                return other;
            }
        }
        return null;
    }

    /** Pairs of which only the order of the document decides; those of which one is never reached are left out. */
    List<Problem> ambiguous() {
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size() && warnings.size() < MAX_WARNINGS; j++) {
                Candidate first = candidates.get(i);
                Candidate second = candidates.get(j);
                if (first.match.isAmbiguousWith(second.match) && !first.match.covers(second.match)) {
                    warnings.add(new Problem(
                            second.path + ".match",
                            "a match that meets that of route " + first + " and is as specific: route " + first.name
                                    + " is written first and takes what both are for",
                            "a priority that says which one is meant, or a condition that tells them apart"));
                }
            }
        }
        return warnings;
    }
}

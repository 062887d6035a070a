package io.sallyport.policy.engine.replay;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The endings of one request under two policies.
 *
 * @param because what would have to be known; empty unless undecidable
 */
record Comparison(Change change, String before, String after, Set<Unknown> because) {
    static Comparison of(List<Ending> before, List<Ending> after) {
        Change change = change(before, after);
        Set<Unknown> because = EnumSet.noneOf(Unknown.class);
        if (change == Change.UNDECIDABLE) {
            before.forEach(ending -> because.addAll(ending.because()));
            after.forEach(ending -> because.addAll(ending.because()));
        }
        return new Comparison(change, shown(before), shown(after), because);
    }

    /** Of a request that an unlock has let go: nobody can say whether it would under another rule. */
    Comparison unlocked() {
        return change == Change.UNCHANGED
                ? this
                : new Comparison(Change.UNDECIDABLE, before, after, Set.of(Unknown.UNLOCK));
    }

    private static Change change(List<Ending> before, List<Ending> after) {
        if (before.equals(after)) {
            return Change.UNCHANGED; // whatever is not known, it is the same for both
        }
        if (isOpen(before) || isOpen(after)) {
            return Change.UNDECIDABLE;
        }
        boolean refused = before.get(0).refuses();
        boolean refuses = after.get(0).refuses();
        if (refused != refuses) {
            return refuses ? Change.NEWLY_REFUSED : Change.NEWLY_ALLOWED;
        }
        return sameWay(before, after) ? Change.UNCHANGED : Change.OTHER_RULE;
    }

    /** Whether it may be refused as well as let through. */
    private static boolean isOpen(List<Ending> endings) {
        return endings.stream().map(Ending::refuses).distinct().count() > 1;
    }

    private static boolean sameWay(List<Ending> before, List<Ending> after) {
        return shown(before).equals(shown(after));
    }

    private static String shown(List<Ending> endings) {
        return endings.stream()
                .map(ending -> ending.rule() + " (" + ending.word() + ")")
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}

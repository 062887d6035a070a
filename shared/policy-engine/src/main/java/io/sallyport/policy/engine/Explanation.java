package io.sallyport.policy.engine;

import java.util.List;

/**
 * How a verdict came about.
 *
 * @param verdict what {@link PolicyTable#decide} says
 * @param steps   the rules asked, in order; all but the last did not apply, or are gates
 * @param list    the list that named the site; empty when none did
 * @param listed  the name on that list, which is the site or a parent domain of it; empty when there is none
 */
public record Explanation(Verdict verdict, List<Step> steps, String list, String listed) {
    /** Conditions in the order in which they are asked: cheap ones first. {@link #NONE} stands for "all hold". */
    public enum Condition {
        NONE,
        VALID,
        METHOD,
        SCHEME,
        PORT,
        LISTENER,
        TIME,
        ROUTE,
        PATH,
        USER,
        GROUP,
        CLIENT,
        SITE,
        CLIENT_COUNTRY,
        LIST,
        DESTINATION,
        DESTINATION_COUNTRY
    }

    /**
     * One rule asked.
     *
     * @param unmet the first condition that did not hold
     * @param gate  what the rule demands before the next is asked, such as {@code limit}; {@code report} for a rule that
     *     does not count; {@code unlock:ID} for a block that is lifted; empty for a rule that decides or does not apply
     * @param note  more about it in words, such as when a rule comes into force; may be empty
     */
    public record Step(String rule, Condition unmet, String gate, String note) {
        /** Without a note. */
        public Step(String rule, Condition unmet, String gate) {
            this(rule, unmet, gate, "");
        }
    }

    public Explanation {
        steps = List.copyOf(steps);
    }
}

package io.sallyport.policy.engine;

/** What the policy says about one request. Instances are made when the table is compiled and shared by all requests. */
public sealed interface Verdict {
    /** For an exhaustive {@code switch}. */
    enum Kind {
        ALLOW,
        BLOCK
    }

    Kind kind();

    /** Name of the rule that decided; {@code default} when none matched. */
    String rule();

    /**
     * The request may go on.
     *
     * @param dial what this rule opens beyond the usual
     */
    record Allow(String rule, DialRules dial) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.ALLOW;
        }
    }

    /**
     * The request is answered here and goes nowhere.
     *
     * @param status    HTTP status of the answer, 400 to 599
     * @param reason    in words, for the answer and the record; may be empty
     * @param reference law, ticket or list the reason rests on; may be empty
     * @param list      the list that named the site; empty when no list was asked
     */
    record Block(int status, String rule, String reason, String reference, String list) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.BLOCK;
        }
    }
}

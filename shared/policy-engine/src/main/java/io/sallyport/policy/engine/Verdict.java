package io.sallyport.policy.engine;

import io.sallyport.contract.policy.Profile;
import io.sallyport.policy.engine.gate.Demand;
import java.util.Optional;

/**
 * What the policy says about one request, so far: {@link Allow} and {@link Block} are its last word, after the others it is
 * asked again from {@code next} on. Instances are made when the table is compiled and shared by all requests; only an
 * {@link Unlocked} is made for one.
 */
public sealed interface Verdict {
    /** For an exhaustive {@code switch}. */
    enum Kind {
        ALLOW,
        BLOCK,
        GATE,
        REPORTED,
        RESOLVE,
        UNLOCKED
    }

    Kind kind();

    /** Name of the rule that decided; {@code default} when none matched. */
    String rule();

    /**
     * The request may go on.
     *
     * @param dial what this rule opens beyond the usual
     * @param exit pool of ways out, or {@code country:NL}; empty: directly
     * @param profile what origins and records learn of the client; empty: the suite's own
     */
    record Allow(String rule, DialRules dial, String exit, Optional<Profile> profile) implements Verdict {
        /** Directly, with the suite's own profile. */
        public Allow(String rule, DialRules dial) {
            this(rule, dial, "", Optional.empty());
        }

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
     * @param refusal   in which way it is answered
     */
    record Block(int status, String rule, String reason, String reference, String list, Refusal refusal)
            implements Verdict {
        /** Answered with the status and a page or problem document. */
        public Block(int status, String rule, String reason, String reference, String list) {
            this(status, rule, reason, reference, list, Refusal.PLAIN);
        }

        @Override
        public Kind kind() {
            return Kind.BLOCK;
        }
    }

    /**
     * Something has to be done first. When it is done, the rules from {@code next} on are asked; else the request is
     * answered with {@code status}.
     *
     * @param next   index of the rule to go on with
     * @param demand what has to be done
     * @param report whether a request that does not get through goes on all the same, with a note in its record
     */
    record Gate(String rule, int next, Demand demand, boolean report, int status, String reason, String reference)
            implements Verdict {
        @Override
        public Kind kind() {
            return Kind.GATE;
        }
    }

    /**
     * A rule that does not count would have had the last word; to be noted.
     *
     * @param next index of the rule to go on with
     */
    record Reported(String rule, int next) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.REPORTED;
        }
    }

    /**
     * A rule asks where the request goes: its target has to be resolved, and the rules asked about each address.
     *
     * @param next index of the same rule
     */
    record Resolve(String rule, int next) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.RESOLVE;
        }
    }

    /**
     * The rule would have refused the request, and an unlock lets it go on; to be noted.
     *
     * @param unlock its id
     * @param next   index of the rule to go on with
     */
    record Unlocked(String rule, String unlock, int next) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.UNLOCKED;
        }
    }
}

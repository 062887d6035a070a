package io.sallyport.policy.engine;

import io.sallyport.contract.policy.ValidDocument;
import java.time.Instant;

/** When a rule is in force, in milliseconds since 1970: from the first on, and until before the second. */
record Validity(long fromMillis, long untilMillis, boolean always) {
    static Validity of(ValidDocument valid) {
        return new Validity(valid.fromMillis(), valid.untilMillis(), valid.equals(ValidDocument.ALWAYS));
    }

    boolean holds(CallerFacts caller) {
        if (always) {
            return true;
        }
        long now = caller.nowMillis();
        return now >= fromMillis && now < untilMillis;
    }

    /** Why it does not, in words. */
    String note(CallerFacts caller) {
        return caller.nowMillis() < fromMillis
                ? "not in force until " + Instant.ofEpochMilli(fromMillis)
                : "not in force since " + Instant.ofEpochMilli(untilMillis);
    }
}

package io.sallyport.policy.engine.replay;

import io.sallyport.contract.policy.RuleDocument;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a request may come out.
 *
 * @param rule    that decides; {@code default} for none
 * @param refuses whether the request is refused
 * @param word    what is done, such as {@code block 404} or {@code exit nl}
 * @param content the rule as written; {@code null} for the default
 * @param because what has to be known to say whether it comes to this; empty when it does
 */
record Ending(
        String rule, boolean refuses, String word, @Nullable RuleDocument content, Set<Unknown> because) {
    Ending {
        because = Set.copyOf(because);
    }

    boolean isCertain() {
        return because.isEmpty();
    }

    Ending certain() {
        return new Ending(rule, refuses, word, content, Set.of());
    }
}

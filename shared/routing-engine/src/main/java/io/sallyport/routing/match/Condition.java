package io.sallyport.routing.match;

import io.sallyport.contract.route.MatchDocument.ConditionDocument;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one named value: that it equals one of some texts, letter by letter, or, without texts, that it is
 * there.
 *
 * @param name   of the field (in lower case) or parameter
 * @param values none: any value
 * @param not    whether it is turned round
 */
record Condition(String name, List<String> values, boolean not) {
    static Condition of(ConditionDocument document, String name) {
        return new Condition(name, document.value(), document.not());
    }

    /** @param value the first of that name, or {@code null} when there is none */
    boolean holds(@Nullable String value) {
        boolean equal = value != null && (values.isEmpty() || values.contains(value));
        return equal != not;
    }

    /** Whether it holds wherever the other one does. */
    boolean isImpliedBy(Condition other) {
        if (!name.equals(other.name)) {
            return false;
        }
        if (not && other.not) {
            return other.values.isEmpty() || (!values.isEmpty() && other.values.containsAll(values));
        }
        if (not) {
            return !values.isEmpty() && !other.values.isEmpty() && Collections.disjoint(values, other.values);
        }
        return !other.not && (values.isEmpty() || (!other.values.isEmpty() && values.containsAll(other.values)));
    }

    /** Whether no value fulfils both. */
    boolean excludes(Condition other) {
        if (!name.equals(other.name) || (not && other.not)) {
            return false;
        }
        if (!not && !other.not) {
            return !values.isEmpty() && !other.values.isEmpty() && Collections.disjoint(values, other.values);
        }
        Condition positive = not ? other : this;
        Condition negative = not ? this : other;
        return negative.values.isEmpty()
                || (!positive.values.isEmpty() && negative.values.containsAll(positive.values));
    }
}

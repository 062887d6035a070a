package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts the values behind {@code in} together: plain texts into one set, each other value into a condition of its own. */
final class Members {
    private Members() {}

    static Filter of(Field field, List<Token> values) {
        Set<String> plain = new LinkedHashSet<>();
        List<Filter> others = new ArrayList<>();
        for (Token value : values) {
            Filter member = Value.member(field, value);
            if (member instanceof TextTest text) {
                plain.add(text.value());
            } else {
                others.add(member);
            }
        }
        if (!plain.isEmpty()) {
            others.add(new WordsTest(field, plain));
        }
        return others.size() == 1 ? others.get(0) : new Filter.Some(others);
    }
}

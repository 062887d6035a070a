package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.Set;
import java.util.TreeSet;

/** A text field that equals one of some texts, letter by letter. */
record WordsTest(Field field, Set<String> values) implements Filter {
    WordsTest {
        values = Set.copyOf(values);
    }

    @Override
    public boolean accepts(KeptRecord kept) {
        return values.contains(field.text(kept));
    }

    @Override
    public void write(SqlCondition sql) {
        sql.text("(").column(field).text(" IN ").values(new TreeSet<>(values)).text(")");
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}

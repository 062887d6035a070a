package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;

/** A text field against a text with wildcards, letter by letter. */
record WildcardTest(Field field, Wildcards pattern) implements Filter {
    @Override
    public boolean accepts(KeptRecord kept) {
        return pattern.match(field.text(kept));
    }

    @Override
    public void write(SqlCondition sql) {
        sql.text("(").column(field);
        pattern.write(sql);
        sql.text(")");
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}

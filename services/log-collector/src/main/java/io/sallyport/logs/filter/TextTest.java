package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;

/** A text field against a text, letter by letter. */
record TextTest(Field field, Operator operator, String value) implements Filter {
    @Override
    public boolean accepts(KeptRecord kept) {
        String found = field.text(kept);
        return switch (operator) {
            case EQUAL -> found.equals(value);
            case NOT_EQUAL -> !found.equals(value);
            case CONTAINS -> found.contains(value);
            case LESS, AT_MOST, GREATER, AT_LEAST -> throw new IllegalStateException("texts have no order here");
        };
    }

    @Override
    public void write(SqlCondition sql) {
        if (operator == Operator.CONTAINS) {
            sql.text("contains(").column(field).text(", ").value(value).text(")");
        } else {
            sql.column(field).text(" " + operator.sql() + " ").value(value);
        }
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}

package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;

/** A numeric field against a number. */
record NumberTest(Field field, Operator operator, long value) implements Filter {
    @Override
    public boolean accepts(KeptRecord kept) {
        long found = field.number(kept);
        return switch (operator) {
            case EQUAL -> found == value;
            case NOT_EQUAL -> found != value;
            case LESS -> found < value;
            case AT_MOST -> found <= value;
            case GREATER -> found > value;
            case AT_LEAST -> found >= value;
            case CONTAINS -> throw new IllegalStateException("a number contains nothing");
        };
    }

    @Override
    public void write(SqlCondition sql) {
        sql.column(field).text(" " + operator.sql() + " ").value(value);
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}

package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;

/** A numeric field between two numbers, both of them included. */
record RangeTest(Field field, long from, long to) implements Filter {
    @Override
    public boolean accepts(KeptRecord kept) {
        long found = field.number(kept);
        return found >= from && found <= to;
    }

    @Override
    public void write(SqlCondition sql) {
        sql.text("(")
                .column(field)
                .text(" BETWEEN ")
                .value(from)
                .text(" AND ")
                .value(to)
                .text(")");
    }

    @Override
    public boolean names(Field other) {
        return field == other;
    }
}

package io.sallyport.logs.filter;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.List;
import java.util.Set;

/**
 * Which records a question wants. Each kind of condition says it twice, for a record at hand and for the archive; a test
 * holds both against each other.
 */
public sealed interface Filter
        permits Filter.All,
                Filter.Some,
                Filter.Not,
                NumberTest,
                RangeTest,
                TextTest,
                WordsTest,
                WildcardTest,
                SearchTest,
                NetworkTest {
    /** Wants every record. */
    Filter ANY = new All(List.of());

    /** Wants what has none of these words in a text field. */
    static Filter without(Field field, String... words) {
        return new Not(new WordsTest(field, Set.of(words)));
    }

    /** Wants what has exactly this text in a text field. */
    static Filter equal(Field field, String text) {
        return new TextTest(field, Operator.EQUAL, text);
    }

    boolean accepts(KeptRecord kept);

    /** Writes the same as a condition of SQL. */
    void write(SqlCondition sql);

    /** Whether a condition is about this field. */
    boolean names(Field field);

    /** Every one of them. */
    record All(List<Filter> parts) implements Filter {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean accepts(KeptRecord kept) {
            for (Filter part : parts) {
                if (!part.accepts(kept)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void write(SqlCondition sql) {
            sql.joined(parts, " AND ", "TRUE");
        }

        @Override
        public boolean names(Field field) {
            return parts.stream().anyMatch(part -> part.names(field));
        }
    }

    /** At least one of them. */
    record Some(List<Filter> parts) implements Filter {
        public Some {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean accepts(KeptRecord kept) {
            for (Filter part : parts) {
                if (part.accepts(kept)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void write(SqlCondition sql) {
            sql.joined(parts, " OR ", "FALSE");
        }

        @Override
        public boolean names(Field field) {
            return parts.stream().anyMatch(part -> part.names(field));
        }
    }

    /** What the part does not want. */
    record Not(Filter part) implements Filter {
        @Override
        public boolean accepts(KeptRecord kept) {
            return !part.accepts(kept);
        }

        @Override
        public void write(SqlCondition sql) {
            sql.text("(NOT ");
            part.write(sql);
            sql.text(")");
        }

        @Override
        public boolean names(Field field) {
            return part.names(field);
        }
    }
}

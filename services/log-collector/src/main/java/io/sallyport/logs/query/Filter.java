package io.sallyport.logs.query;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.FieldType;
import io.sallyport.logs.record.KeptRecord;
import java.util.List;

/** Which records a query wants. */
public sealed interface Filter {
    /** Wants every record. */
    Filter ANY = new All(List.of());

    boolean accepts(KeptRecord kept);

    /** How a value is compared. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        CONTAINS("~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }

        /** Whether fields of this type have the operator. */
        boolean suits(FieldType type) {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> true;
                case CONTAINS -> !type.isNumeric();
                case LESS, AT_MOST, GREATER, AT_LEAST -> type.isNumeric();
            };
        }
    }

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
    }

    /** What the part does not want. */
    record Not(Filter part) implements Filter {
        @Override
        public boolean accepts(KeptRecord kept) {
            return !part.accepts(kept);
        }
    }

    /** A numeric field against a number. */
    record Numeric(Field field, Operator operator, long value) implements Filter {
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
    }

    /** A text field against a text, letter by letter. */
    record Textual(Field field, Operator operator, String value) implements Filter {
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
    }
}

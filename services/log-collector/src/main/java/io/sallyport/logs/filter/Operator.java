package io.sallyport.logs.filter;

import io.sallyport.logs.record.FieldType;

/** How a value is compared. */
public enum Operator {
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

    /** As SQL writes it; not for {@link #CONTAINS}. */
    String sql() {
        return this == NOT_EQUAL ? "<>" : symbol;
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

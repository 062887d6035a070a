package io.sallyport.logs.query;

import io.sallyport.logs.query.Filter.Operator;
import io.sallyport.logs.record.Field;
import java.util.Locale;
import java.util.Map;

/** Turns field, operator and written value into a comparison. */
final class Value {
    private static final Map<String, Long> MICROS =
            Map.of("us", 1L, "\u00b5s", 1L, "ms", 1_000L, "s", 1_000_000L, "m", 60_000_000L, "h", 3_600_000_000L);
    private static final Map<String, Long> BYTES = Map.of("b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

    private Value() {}

    /** The comparison; SyntaxFault at {@code index} when the field has no such value. */
    static Filter comparison(Field field, Operator operator, String written, int index) {
        return switch (field.type()) {
            case NUMBER -> new Filter.Numeric(field, operator, number(field, written, Map.of(), index));
            case MICROS -> new Filter.Numeric(field, operator, number(field, written, MICROS, index));
            case BYTES -> new Filter.Numeric(field, operator, number(field, written, BYTES, index));
            case TEXT -> new Filter.Textual(field, operator, written);
            case WORD -> new Filter.Textual(field, operator, word(field, operator, written, index));
        };
    }

    private static long number(Field field, String written, Map<String, Long> units, int index) {
        int digits = 0;
        while (digits < written.length() && written.charAt(digits) >= '0' && written.charAt(digits) <= '9') {
            digits++;
        }
        String unit = written.substring(digits).toLowerCase(Locale.ROOT);
        Long factor = unit.isEmpty() ? Long.valueOf(1) : units.get(unit);
        try {
            if (factor != null) {
                return Math.multiplyExact(Long.parseLong(written.substring(0, digits)), factor);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // no digits, or too many: refused below like any other text
        }
        throw new SyntaxFault(
                index,
                "found \"" + written + "\", allowed for " + field.label() + ": "
                        + field.type().allowed());
    }

    private static String word(Field field, Operator operator, String written, int index) {
        String lower = written.toLowerCase(Locale.ROOT);
        if (operator != Operator.CONTAINS && !field.words().contains(lower)) {
            throw new SyntaxFault(
                    index,
                    "found \"" + written + "\", allowed for " + field.label() + ": "
                            + String.join(", ", field.words()));
        }
        return lower;
    }
}

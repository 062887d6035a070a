package io.sallyport.logs.filter;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.logs.record.Field;
import java.util.Locale;
import java.util.Map;

/** Turns field, operator and written value into a condition. */
final class Value {
    private static final Map<String, Long> MICROS =
            Map.of("us", 1L, "\u00b5s", 1L, "ms", 1_000L, "s", 1_000_000L, "m", 60_000_000L, "h", 3_600_000_000L);
    private static final Map<String, Long> BYTES = Map.of("b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);
    private static final String RANGE = "..";

    private Value() {}

    /** The condition; SyntaxFault at the value when the field has none such. */
    static Filter comparison(Field field, Operator operator, Token value) {
        boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        if (field.type().isNumeric()) {
            return isEquality && value.text().contains(RANGE)
                    ? signed(operator, range(field, value))
                    : new NumberTest(field, operator, number(field, value.text(), value.index()));
        }
        if (field == Field.CLIENT && isEquality && isRange(value.text())) {
            return signed(operator, network(field, value));
        }
        return text(field, operator, value);
    }

    /** One of the values behind {@code in}. */
    static Filter member(Field field, Token value) {
        boolean mayBeAddress = NetworkTest.FIELDS.contains(field) && !value.hasWildcard();
        if (mayBeAddress && (isRange(value.text()) || IpAddress.parse(value.text()) != null)) {
            return network(field, value);
        }
        return comparison(field, Operator.EQUAL, value);
    }

    private static Filter signed(Operator operator, Filter filter) {
        return operator == Operator.NOT_EQUAL ? new Filter.Not(filter) : filter;
    }

    private static Filter text(Field field, Operator operator, Token value) {
        boolean closed = !field.words().isEmpty();
        if (value.hasWildcard()) {
            Wildcards pattern = new Wildcards(value.parts().stream()
                    .map(part -> closed ? lower(part) : part)
                    .toList());
            Filter test = new WildcardTest(field, operator == Operator.CONTAINS ? pattern.within() : pattern);
            return signed(operator, test);
        }
        return new TextTest(field, operator, closed ? word(field, operator, value) : value.text());
    }

    private static Filter network(Field field, Token value) {
        try {
            return new NetworkTest(field, Cidr.parse(value.text()));
        } catch (IllegalArgumentException e) {
            throw new SyntaxFault(value.index(), e.getMessage());
        }
    }

    /** Whether it is an address with a slash behind it; a URL is none. */
    private static boolean isRange(String text) {
        int slash = text.indexOf('/');
        return slash >= 0 && IpAddress.parse(text.substring(0, slash)) != null;
    }

    private static Filter range(Field field, Token value) {
        int middle = value.text().indexOf(RANGE);
        int behind = middle + RANGE.length();
        long from = number(field, value.text().substring(0, middle), value.index());
        long to = number(field, value.text().substring(behind), value.index());
        if (from > to) {
            throw new SyntaxFault(
                    value.index(), "found \"" + value.text() + "\", allowed: a range with the smaller number first");
        }
        return new RangeTest(field, from, to);
    }

    private static long number(Field field, String written, int index) {
        Map<String, Long> units = switch (field.type()) {
            case MICROS -> MICROS;
            case BYTES -> BYTES;
            case NUMBER, TEXT, WORD -> Map.of();
        };
        int digits = 0;
        while (digits < written.length() && written.charAt(digits) >= '0' && written.charAt(digits) <= '9') {
            digits++;
        }
        String unit = lower(written.substring(digits));
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

    private static String word(Field field, Operator operator, Token value) {
        String lower = lower(value.text());
        if (operator != Operator.CONTAINS && !field.words().contains(lower)) {
            throw new SyntaxFault(
                    value.index(),
                    "found \"" + value.text() + "\"" + Nearest.hint(value.text(), field.words()) + ", allowed for "
                            + field.label() + ": " + String.join(", ", field.words()));
        }
        return lower;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package io.sallyport.kit.api;

import java.math.BigDecimal;

/** Names, labels and numbers as the Prometheus text format writes them. */
final class PrometheusText {
    private static final int VALUE_MAX = 128;

    private PrometheusText() {}

    /** The name itself; IllegalArgumentException unless it is letters, digits, underscores and colons. */
    static String checkedName(String name) {
        boolean valid = !name.isEmpty() && !isDigit(name.charAt(0));
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = isLetter(c) || isDigit(c) || c == '_' || c == ':';
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "name: found \"" + name + "\", allowed: letters, digits, underscores, not starting with a digit");
        }
        return name;
    }

    /** {@code {a="x",b="y"}}, or nothing without labels; values are cut at 128 characters. */
    static String labels(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("labels: found " + pairs.length + ", allowed: names and values in turn");
        }
        if (pairs.length == 0) {
            return "";
        }
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(i == 0 ? "" : ",").append(checkedName(pairs[i])).append("=\"");
            out.append(escaped(cut(pairs[i + 1])).replace("\"", "\\\"")).append('"');
        }
        return out.append('}').toString();
    }

    static String help(String text) {
        return escaped(text);
    }

    /** Whole numbers without a fraction, which is how people read them. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : special(value);
    }

    /** Without an exponent, and with a fraction, as OpenMetrics wants it of bounds. */
    static String decimal(double value) {
        String text = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private static String special(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }

    private static String cut(String value) {
        return value.length() <= VALUE_MAX ? value : value.substring(0, VALUE_MAX);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}

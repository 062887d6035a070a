package io.sallyport.contract;

import java.math.BigDecimal;

/**
 * A part of a whole, written {@code 0.05} or {@code 5%}.
 *
 * @param value 0 to 1
 */
public record Share(double value) {
    public Share {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("found " + value + ", allowed: 0 to 1, or 0% to 100%");
        }
    }

    /** Reads a decimal number or a percentage. */
    public static Share parse(String text) {
        try {
            boolean percent = text.endsWith("%");
            BigDecimal number = new BigDecimal(percent ? text.substring(0, text.length() - 1) : text);
            return new Share((percent ? number.movePointLeft(2) : number).doubleValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "found \"" + text + "\", allowed: 0 to 1 such as 0.05, or 0% to 100% such as 5%");
        }
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

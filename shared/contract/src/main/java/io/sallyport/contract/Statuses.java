package io.sallyport.contract;

import java.util.BitSet;

/** A set of HTTP statuses, written as numbers and ranges with commas: {@code 200,204,300-399}. */
public final class Statuses {
    private static final int MIN = 100;
    private static final int MAX = 599;

    private final BitSet members;

    private Statuses(BitSet members) {
        this.members = members;
    }

    /** Reads the set. */
    public static Statuses parse(String text) {
        BitSet members = new BitSet(MAX + 1);
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            int first = number(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : number(part.substring(dash + 1));
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "found \"" + text
                                + "\", allowed: statuses from 100 to 599 and ranges of them with commas, such as 200,204,300-399");
            }
            members.set(first, last + 1);
        }
        return new Statuses(members);
    }

    /** A status, or -1 when the text is none. */
    private static int number(String text) {
        String digits = text.strip();
        if (digits.length() != 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int status = Integer.parseInt(digits);
        return status < MIN || status > MAX ? -1 : status;
    }

    public boolean contains(int status) {
        return status >= 0 && members.get(status);
    }
}

package io.sallyport.http.range;

/** Numbers of bytes in fields: digits alone, any number of them. */
final class Position {
    /** What stands for every larger number; adding one to it does not wrap. */
    static final long MAX = Long.MAX_VALUE - 1;

    /** What is answered for a text that is no number, or for no text. */
    static final long INVALID = -1;

    private Position() {}

    static long parse(String text, int from, int to) {
        long value = from < to ? 0 : INVALID;
        for (int i = from; i < to && value >= 0; i++) {
            int digit = text.charAt(i) - '0';
            boolean fits = value < (MAX - 9) / 10;
            value = digit < 0 || digit > 9 ? INVALID : fits ? value * 10 + digit : MAX;
        }
        return value;
    }
}

package io.sallyport.edge.exchange;

import java.util.SplittableRandom;

/**
 * Ids of requests: the client's own, if it is one that may stand in a log, else 16 random hex digits. They are there to
 * be found again and guard nothing, so they come from a cheap generator; they are no counters, so that nobody outside can
 * tell from two of them how many requests lie between. Owner: the loop's thread.
 */
final class RequestIds {
    /** The field that carries it. */
    static final String FIELD = "x-request-id";

    private static final int MAX_LENGTH = 64;
    private static final int DIGITS = 16;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final SplittableRandom random;
    private final char[] digits = new char[DIGITS];

    RequestIds(SplittableRandom random) {
        this.random = random;
    }

    /** @param written what the client sent; {@code null} for nothing */
    String of(String written) {
        return written != null && isAcceptable(written) ? written : next();
    }

    /** 1 to 64 letters, digits, dots, underscores and dashes. */
    static boolean isAcceptable(String id) {
        boolean acceptable = !id.isEmpty() && id.length() <= MAX_LENGTH;
        for (int i = 0; acceptable && i < id.length(); i++) {
            char c = id.charAt(i);
            acceptable = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_';
        }
        return acceptable;
    }

    String next() {
        long bits = random.nextLong();
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = HEX[(int) (bits >>> 4 * i) & 15];
        }
        return new String(digits);
    }
}

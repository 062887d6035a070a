package io.sallyport.kit.api;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** Ids of calls: the caller's own, if it is one that may stand in a log, else 16 random hex digits. Owner: the event loop. */
final class CallIds {
    static final String FIELD = "X-Request-Id";

    private static final int MAX_LENGTH = 64;

    private final SplittableRandom random = new SplittableRandom();

    /** @param written by the caller, or {@code null} */
    String of(String written) {
        return written != null && isAcceptable(written)
                ? written
                : HexFormat.of().toHexDigits(random.nextLong());
    }

    /** 1 to 64 letters, digits, dots, underscores and dashes. */
    static boolean isAcceptable(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && id.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_'));
    }
}

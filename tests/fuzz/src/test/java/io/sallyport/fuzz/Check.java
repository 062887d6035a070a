package io.sallyport.fuzz;

import java.util.Objects;

/** Assertions of targets. AssertJ would be instrumented in vain, and a target runs a hundred thousand times in a second. */
public final class Check {
    private Check() {}

    /** Fails with words when it does not hold. */
    public static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Fails with both when they differ. */
    public static void same(Object found, Object wanted) {
        if (!Objects.equals(found, wanted)) {
            throw new AssertionError("found " + found + ", wanted " + wanted);
        }
    }

    /** That the text breaks no line: what a peer has said reaches logs, heads and terminals through it. */
    public static void oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            that(text.charAt(i) >= ' ' && text.charAt(i) != 0x7f, "a control character at " + i + " of " + text);
        }
    }

    /** That a refusal says what was found and what is allowed, as every one does that an operator can meet. */
    public static void refusal(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        that(message.contains("found") && message.contains("allowed"), "a refusal without remedy: " + message);
    }
}

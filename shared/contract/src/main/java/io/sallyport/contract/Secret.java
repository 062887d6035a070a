package io.sallyport.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must not be printed. */
public record Secret(String value) {
    public static final Secret NONE = new Secret("");

    public static Secret parse(String text) {
        return new Secret(text);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Compares in time that depends on the length of the candidate only. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "(none)" : "***";
    }
}

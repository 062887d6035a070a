package io.sallyport.cache.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names under which things lie in the store. */
public final class Names {
    private static final int OBJECT_MAX = 64;

    private Names() {}

    /** The hex SHA-256 of a key. */
    public static String digest(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hex SHA-256 of a text. */
    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a text may be part of a name: 1 to 64 letters, digits and dashes. */
    public static boolean isPart(String text) {
        if (text.isEmpty() || text.length() > OBJECT_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}

package io.sallyport.policy.engine.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A word in a record that stands for a client or a user: the same as long as the key lasts, and of no use without it. 64
 * bits of HMAC-SHA-256 (<a href="https://datatracker.ietf.org/doc/html/rfc2104">RFC 2104</a>): enough to tell millions
 * apart.
 */
public final class Pseudonym {
    /** What every one starts with, so that nobody takes it for a name. */
    public static final String PREFIX = "p-";

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 8;

    private Pseudonym() {}

    /**
     * @param kind what the text is, such as {@code client}; the same text of two kinds has two pseudonyms
     * @param text an address or a name
     */
    public static String of(byte[] key, String kind, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] digest = mac.doFinal((kind + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}

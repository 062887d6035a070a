package io.sallyport.http.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The fields by which both sides agree on a WebSocket (https://datatracker.ietf.org/doc/html/rfc6455#section-4). */
public final class Handshake {
    /** The one version that there is. */
    public static final String VERSION = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_LENGTH = 24;

    private Handshake() {}

    /** Whether lines of a field list a token, in any case. */
    public static boolean lists(List<String> lines, String token) {
        for (String line : lines) {
            for (String member : line.split(",", -1)) {
                if (member.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is a {@code Sec-WebSocket-Key}: 16 bytes in base 64. */
    public static boolean isKey(String key) {
        if (key == null || key.length() != KEY_LENGTH) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The {@code Sec-WebSocket-Accept} that proves that the server has read the key. */
    public static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}

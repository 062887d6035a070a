package io.sallyport.edge.socks;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Hosts of requests as text. What a name must be beyond plain text is judged where every authority is. */
final class SocksHost {
    private SocksHost() {}

    /**
     * A name, or an address that somebody has written as one. {@code null} when it is empty or holds a byte that neither
     * has, so that it can end no line and no host of an HTTP request.
     */
    static @Nullable String name(byte[] bytes) {
        for (byte b : bytes) {
            if (!isPlain(b)) {
                return null;
            }
        }
        return bytes.length == 0 ? null : new String(bytes, StandardCharsets.US_ASCII);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == ':';
    }

    /** An address of 4 or 16 bytes. */
    static String address(byte[] bytes) {
        StringBuilder text = new StringBuilder(40);
        if (bytes.length == 4) {
            for (byte b : bytes) {
                text.append(text.isEmpty() ? "" : ".").append(b & 0xff);
            }
            return text.toString();
        }
        for (int i = 0; i < bytes.length; i += 2) {
            int group = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
        }
        return text.toString();
    }
}

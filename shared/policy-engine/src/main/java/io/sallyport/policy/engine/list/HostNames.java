package io.sallyport.policy.engine.list;

import io.sallyport.http.Authority;
import io.sallyport.http.IpAddress;
import org.jspecify.annotations.Nullable;

/** Names as people write them, in the one form that {@link Authority} gives to the host of a request. */
public final class HostNames {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private HostNames() {}

    /**
     * Lower case, ASCII (IDNA where needed), no trailing dot; an address literal in its canonical text. {@code null}
     * for what no host can be called.
     */
    public static @Nullable String normalise(String text) {
        if (text.indexOf(':') >= 0) {
            return literal(text);
        }
        String ascii = isAscii(text) ? text : InternationalNames.toAscii(text);
        Authority authority = ascii == null ? null : Authority.parse(ascii);
        return authority == null || !fits(authority.host()) ? null : authority.host();
    }

    private static @Nullable String literal(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        IpAddress address = IpAddress.parse(bracketed ? text.substring(1, text.length() - 1) : text);
        return address == null ? null : address.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String host) {
        int label = 0;
        for (int i = 0; i < host.length(); i++) {
            label = host.charAt(i) == '.' ? 0 : label + 1;
            if (label > MAX_LABEL) {
                return false;
            }
        }
        return host.length() <= MAX_NAME;
    }
}

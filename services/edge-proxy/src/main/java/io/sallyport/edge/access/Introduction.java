package io.sallyport.edge.access;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Passport;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells the server who the client is, in a field that the client itself cannot fill. */
final class Introduction {
    private static final String HEX = "0123456789ABCDEF";

    private Introduction() {}

    /** @param field empty for a server that is not told */
    static void of(Exchange exchange, String user, List<String> groups, String field) {
        Passport passport = exchange.passport();
        passport.user(user, groups);
        if (!field.isEmpty()) {
            passport.withhold(field);
            passport.tell(field, fieldValue(user));
        }
    }

    /**
     * A name as a field may hold it: what is not printable ASCII is percent-encoded, as UTF-8, and so is the percent sign.
     * Names in tokens and certificates may hold anything, line breaks included.
     */
    static String fieldValue(String user) {
        if (user.chars().allMatch(Introduction::isPlain)) {
            return user;
        }
        StringBuilder value = new StringBuilder();
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                value.append((char) b);
            } else {
                value.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return value.toString();
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 127 && c != '%';
    }
}

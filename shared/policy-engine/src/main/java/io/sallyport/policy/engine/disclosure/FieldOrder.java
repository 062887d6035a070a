package io.sallyport.policy.engine.disclosure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One order and one spelling for the fields of all clients: the usual ones as listed here, the others behind them by
 * their names. Lines of one name keep their order.
 */
public final class FieldOrder {
    private static final List<String> USUAL = List.of(
            "Host",
            "User-Agent",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Referer",
            "Content-Type",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Range",
            "Origin",
            "Authorization",
            "Cookie",
            "Upgrade-Insecure-Requests",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Sec-Fetch-User",
            "Sec-GPC",
            "Sec-WebSocket-Extensions",
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Version",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "If-Range",
            "Range",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "X-Requested-With",
            "Pragma",
            "Cache-Control",
            "Priority");

    private static final Map<String, Integer> RANKS = ranks();

    private FieldOrder() {}

    private static Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < USUAL.size(); i++) {
            ranks.put(USUAL.get(i).toLowerCase(Locale.ROOT), i);
        }
        return Map.copyOf(ranks);
    }

    /** Whether a field is one that browsers and servers know in common. */
    static boolean isUsual(String name) {
        return rank(name) != null;
    }

    private static @Nullable Integer rank(String name) {
        return RANKS.get(name.toLowerCase(Locale.ROOT));
    }

    /** As it leaves, such as {@code X-Api-Key}. */
    public static String spelled(String name) {
        Integer rank = rank(name);
        if (rank != null) {
            return USUAL.get(rank);
        }
        StringBuilder text = new StringBuilder(name.length());
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = c == '-' || c == '_';
        }
        return text.toString();
    }

    /** Of names as {@link #spelled} writes them. */
    public static Comparator<String> comparator() {
        return (one, other) -> {
            Integer first = rank(one);
            Integer second = rank(other);
            if (first == null || second == null) {
                return first != null ? -1 : second != null ? 1 : one.compareTo(other);
            }
            return first.compareTo(second);
        };
    }
}

package io.sallyport.edge.names;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many threads look-ups by the system may hold: so many for each domain, because its owner decides how long a look-up
 * lasts. Shared by all loops; safe from any thread.
 */
public final class LookupThreads {
    /** All of them. */
    public static final int MOST = 64;

    private static final int PER_DOMAIN = 8;
    private static final int SHORT_LABEL = 3;

    private final Map<String, Integer> busy = new ConcurrentHashMap<>();

    /** Whether a look-up for a name of this domain may begin; then {@link #left} follows. */
    boolean enter(String domain) {
        int[] count = new int[1];
        busy.compute(domain, (name, before) -> {
            count[0] = before == null ? 1 : before + 1;
            return count[0] > PER_DOMAIN ? before : Integer.valueOf(count[0]);
        });
        return count[0] <= PER_DOMAIN;
    }

    void left(String domain) {
        busy.computeIfPresent(domain, (name, before) -> before == 1 ? null : before - 1);
    }

    /** What one owner has, as far as the name shows: the last two labels, or three as in {@code shop.co.uk}. */
    static String domain(String name) {
        int end = name.endsWith(".") ? name.length() - 1 : name.length();
        int last = name.lastIndexOf('.', end - 1);
        int second = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        if (second < 0) {
            return name.substring(0, end);
        }
        boolean shared = last - second - 1 <= SHORT_LABEL && end - last - 1 == 2;
        int start = shared ? name.lastIndexOf('.', second - 1) : second;
        return name.substring(start + 1, end);
    }
}

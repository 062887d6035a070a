package io.sallyport.cache.engine.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a query is of no meaning: parameters that are left out, and perhaps their order. Works on the bytes as they
 * are written between {@code &}; nothing is decoded, so that {@code %75tm_source} is another name than
 * {@code utm_source}. That is safe, because what comes out is both the key and what the origin gets.
 *
 * <p>A query that stays as it is costs one pass and no memory.
 */
final class QueryRule {
    private final String[] names;
    private final String[] prefixes;
    private final boolean sort;
    /** By first character: whether any name to be left out begins with it. */
    private final boolean[] begins = new boolean[128];

    private final boolean beginsAnyhow;

    /**
     * @param drop names, or beginnings of names and {@code *}
     * @param sort whether the order is of no meaning
     */
    QueryRule(List<String> drop, boolean sort) {
        this.names = drop.stream().filter(name -> !name.endsWith("*")).toArray(String[]::new);
        this.prefixes = drop.stream()
                .filter(name -> name.endsWith("*"))
                .map(name -> name.substring(0, name.length() - 1))
                .toArray(String[]::new);
        this.sort = sort;
        boolean anyhow = false;
        for (String name : drop) {
            char first = name.isEmpty() ? '*' : name.charAt(0);
            anyhow |= first == '*' || first >= begins.length;
            begins[first & 127] = true;
        }
        this.beginsAnyhow = anyhow;
    }

    boolean isPlain() {
        return !sort && names.length == 0 && prefixes.length == 0;
    }

    /**
     * The query without what has no meaning: the very same text when nothing changes, {@code null} when every parameter
     * is left out.
     */
    @Nullable
    String apply(@Nullable String query) {
        if (query == null || isPlain() || stays(query)) {
            return query;
        }
        return sort ? sorted(query) : kept(query);
    }

    private boolean stays(String query) {
        int before = -1;
        int start = 0;
        while (start <= query.length()) {
            int end = end(query, start);
            if (isDropped(query, start, end)) {
                return false;
            }
            if (sort && before >= 0 && order(query, before, start) > 0) {
                return false;
            }
            before = start;
            start = end + 1;
        }
        return true;
    }

    private @Nullable String kept(String query) {
        StringBuilder text = new StringBuilder(query.length());
        boolean any = false;
        int start = 0;
        while (start <= query.length()) {
            int end = end(query, start);
            if (!isDropped(query, start, end)) {
                text.append(any ? "&" : "").append(query, start, end);
                any = true;
            }
            start = end + 1;
        }
        return any ? text.toString() : null;
    }

    /** Parameters of one name keep their order, which has a meaning everywhere. */
    private @Nullable String sorted(String query) {
        List<Integer> starts = new ArrayList<>();
        int start = 0;
        while (start <= query.length()) {
            int end = end(query, start);
            if (!isDropped(query, start, end)) {
                starts.add(start);
            }
            start = end + 1;
        }
        starts.sort((Comparator<Integer>) (a, b) -> order(query, a, b));
        StringBuilder text = new StringBuilder(query.length());
        for (int i = 0; i < starts.size(); i++) {
            text.append(i == 0 ? "" : "&").append(query, starts.get(i), end(query, starts.get(i)));
        }
        return starts.isEmpty() ? null : text.toString();
    }

    private static int end(String query, int start) {
        int ampersand = query.indexOf('&', start);
        return ampersand < 0 ? query.length() : ampersand;
    }

    /** Compares the names of the parameters that begin at two places. */
    private static int order(String query, int left, int right) {
        for (int i = 0; ; i++) {
            int a = nameChar(query, left + i);
            int b = nameChar(query, right + i);
            if (a != b || a < 0) {
                return Integer.compare(a, b);
            }
        }
    }

    /** -1 behind the name. */
    private static int nameChar(String query, int at) {
        if (at >= query.length()) {
            return -1;
        }
        char c = query.charAt(at);
        return c == '=' || c == '&' ? -1 : c;
    }

    private boolean isDropped(String query, int start, int end) {
        if (!beginsAnyhow) {
            char first = start < end ? query.charAt(start) : 0;
            if (first >= begins.length || !begins[first]) {
                return false;
            }
        }
        return isNamed(query, start, end) || isPrefixed(query, start, end);
    }

    private boolean isNamed(String query, int start, int end) {
        for (String name : names) {
            int after = start + name.length();
            boolean whole = after == end || (after < end && query.charAt(after) == '=');
            if (whole && query.startsWith(name, start)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPrefixed(String query, int start, int end) {
        for (String prefix : prefixes) {
            if (start + prefix.length() <= end && query.startsWith(prefix, start)) {
                return true;
            }
        }
        return false;
    }
}

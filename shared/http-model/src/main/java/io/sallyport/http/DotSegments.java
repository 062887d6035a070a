package io.sallyport.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Removal of {@code .} and {@code ..} segments, also when written {@code %2e} (RFC 3986 section 5.2.4). */
final class DotSegments {
    private DotSegments() {}

    /** Whether the path could have one; cheap, and wrong only towards yes. */
    static boolean mayHave(String path) {
        for (int i = path.indexOf('/'); i >= 0 && i + 1 < path.length(); i = path.indexOf('/', i + 1)) {
            char next = path.charAt(i + 1);
            if (next == '.' || next == '%') {
                return true;
            }
        }
        return false;
    }

    /** The path without dot segments, or {@code null} when it climbs above the root. */
    static String remove(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String last = "";
        for (String segment : path.substring(1).split("/", -1)) {
            last = plain(segment);
            if (last.equals("..")) {
                if (kept.pollLast() == null) {
                    return null;
                }
            } else if (!last.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean endsInDots = last.equals(".") || last.equals("..");
        return join(kept, endsInDots);
    }

    private static String plain(String segment) {
        boolean short2 = segment.length() <= 6 && segment.indexOf('%') >= 0;
        return short2 ? segment.replace("%2e", ".").replace("%2E", ".") : segment;
    }

    private static String join(Deque<String> segments, boolean trailingSlash) {
        StringBuilder path = new StringBuilder();
        for (Iterator<String> i = segments.iterator(); i.hasNext(); ) {
            path.append('/').append(i.next());
        }
        if (trailingSlash || path.length() == 0) {
            path.append('/');
        }
        return path.toString();
    }
}

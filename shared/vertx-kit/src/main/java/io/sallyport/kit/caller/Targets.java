package io.sallyport.kit.caller;

import java.util.Locale;

/** Paths that everybody reads in the same way. */
final class Targets {
    private Targets() {}

    /**
     * Whether the path begins with a slash and has no segment that somebody may take away, and no second spelling of a
     * slash.
     */
    static boolean isPlain(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.indexOf('\\') >= 0
                || lower.contains("%5c")
                || lower.contains("%2f")
                || lower.contains("%00")
                || lower.contains("//")) {
            return false;
        }
        String dots = lower.replace("%2e", ".");
        for (String segment : dots.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}

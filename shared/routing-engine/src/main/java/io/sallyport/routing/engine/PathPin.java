package io.sallyport.routing.engine;

import io.sallyport.routing.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A version that stands in a path as a segment of its own, {@code /v1.1/items}.
 *
 * @param version without the {@code v}
 * @param path    what is left without the segment; starts with a slash
 */
record PathPin(String version, String path) {
    private static final int SEGMENT_MAX = 65;

    /**
     * Looks at the first segment after a prefix; {@code null} when it is anything else than {@code v} and a version that
     * has an order, such as {@code video} or {@code v2ray}.
     */
    static @Nullable PathPin of(String path, int prefix) {
        if (!path.startsWith("/v", prefix) || path.length() < prefix + 3 || !isDigit(path.charAt(prefix + 2))) {
            return null;
        }
        int slash = path.indexOf('/', prefix + 1);
        int end = slash < 0 ? path.length() : slash;
        if (end - prefix - 1 > SEGMENT_MAX) {
            return null;
        }
        String version = path.substring(prefix + 2, end);
        if (Version.parse(version) == null) {
            return null;
        }
        String rest = path.substring(0, prefix) + path.substring(end);
        return new PathPin(version, rest.isEmpty() ? "/" : rest);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

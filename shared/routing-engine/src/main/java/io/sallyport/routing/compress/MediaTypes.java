package io.sallyport.routing.compress;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Media types that are worth compressing: text in its many forms. Never gRPC, whose messages have a compression of
 * their own, and an event stream only where it is listed by its whole name.
 */
final class MediaTypes {
    private static final List<String> USUAL = List.of(
            "text/*",
            "application/json",
            "application/javascript",
            "application/x-javascript",
            "application/xml",
            "application/x-ndjson",
            "application/json-seq",
            "application/graphql",
            "application/wasm",
            "application/x-yaml",
            "application/yaml",
            "application/rtf",
            "application/vnd.ms-fontobject",
            "image/bmp",
            "image/x-icon",
            "image/vnd.microsoft.icon",
            "font/ttf",
            "font/otf");
    private static final List<String> USUAL_SUFFIXES = List.of("+json", "+xml", "+yaml", "+text");
    private static final String EVENT_STREAM = "text/event-stream";

    private final Set<String> whole = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<String> suffixes;

    /** @param listed none: the usual ones */
    MediaTypes(List<String> listed) {
        this.suffixes = listed.isEmpty() ? USUAL_SUFFIXES : List.of();
        for (String type : listed.isEmpty() ? USUAL : listed) {
            String lower = type.strip().toLowerCase(Locale.ROOT);
            if (lower.endsWith("/*")) {
                kinds.add(lower.substring(0, lower.length() - 2));
            } else {
                whole.add(lower);
            }
        }
    }

    boolean contain(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("application/grpc")) {
            return false;
        }
        if (whole.contains(type)) {
            return true;
        }
        int slash = type.indexOf('/');
        boolean ofKind = slash > 0 && kinds.contains(type.substring(0, slash)) && !type.equals(EVENT_STREAM);
        return ofKind || suffixes.stream().anyMatch(type::endsWith);
    }
}

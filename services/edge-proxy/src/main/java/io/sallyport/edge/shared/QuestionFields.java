package io.sallyport.edge.shared;

import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a request the shared tier gets to see, for choosing among variants: all that {@code Vary} may sensibly name.
 * Credentials stay in the edge, and so does what is of one hop or one request only; a response that such a field selects is
 * not shared.
 */
final class QuestionFields {
    /** Beyond this the shared tier is not asked; {@code VaryKey} keeps no more either. */
    static final int CHARS_MAX = 16 * 1024;

    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Set<String> OWN_BUSINESS = Set.of(
            "host",
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "cache-control",
            "pragma",
            "range",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range");

    private QuestionFields() {}

    /** Names in lower case and values in turn; {@code null} when they are too long. */
    static @Nullable List<String> of(HeaderView request) {
        Collected collected = new Collected();
        request.forEach(collected::add);
        return collected.chars > CHARS_MAX ? null : collected.flat;
    }

    /** Whether a response that {@code Vary} ties to these names may be shared. */
    static boolean mayBeShared(List<String> selecting) {
        for (int i = 0; i < selecting.size(); i++) {
            if (isKeptBack(selecting.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKeptBack(String lowerCaseName) {
        return CREDENTIALS.contains(lowerCaseName) || OWN_BUSINESS.contains(lowerCaseName);
    }

    private static final class Collected {
        private final List<String> flat = new ArrayList<>(32);
        private int chars;

        void add(String name, String value) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!isKeptBack(lower)) {
                chars += lower.length() + value.length();
                flat.add(lower);
                flat.add(value);
            }
        }
    }
}

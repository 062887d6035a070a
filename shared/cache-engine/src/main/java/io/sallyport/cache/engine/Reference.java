package io.sallyport.cache.engine;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a URI reference in a response names (<a href="https://datatracker.ietf.org/doc/html/rfc3986#section-5.2">RFC 3986 section 5.2</a>). */
final class Reference {
    private Reference() {}

    /** As an absolute URL; {@code null} when it is no reference, so that it names nothing we could hold. */
    static @Nullable String resolve(String base, String reference) {
        String text = reference.strip();
        try {
            boolean withoutPath = text.isEmpty() || text.charAt(0) == '#';
            if (withoutPath) {
                return URI.create(base).toString();
            }
            // java.net.URI takes away the last segment for a query alone.
            int query = base.indexOf('?');
            return text.charAt(0) == '?'
                    ? URI.create((query < 0 ? base : base.substring(0, query)) + text)
                            .toString()
                    : URI.create(base).resolve(text).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

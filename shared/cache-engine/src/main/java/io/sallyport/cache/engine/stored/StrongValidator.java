package io.sallyport.cache.engine.stored;

import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;
import org.jspecify.annotations.Nullable;

/**
 * What proves that two responses have the same body, byte for byte (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8.1">RFC 9110 section 8.8.1</a>).
 *
 * @param text an entity tag with its quotes, or a date, as sent
 */
public record StrongValidator(String text) {
    /** Of a stored response; {@code null} when it has none. */
    public static @Nullable StrongValidator of(StoredHead head) {
        return of(head.fields(), head.timing().responseMillis());
    }

    /**
     * Of a response; {@code null} when it has none. A weak tag speaks against the date as well.
     *
     * @param receivedMillis when it came, in milliseconds since 1970
     */
    public static @Nullable StrongValidator of(HeaderView response, long receivedMillis) {
        String tag = response.get("etag");
        if (tag != null) {
            String text = new EntityTag(tag).text();
            return isQuoted(text) ? new StrongValidator(text) : null;
        }
        String lastModified = response.get("last-modified");
        boolean strong = lastModified != null && isStrong(lastModified, response, receivedMillis / 1000);
        return strong ? new StrongValidator(lastModified) : null;
    }

    private static boolean isQuoted(String tag) {
        return tag.length() >= 2 && tag.charAt(0) == '"' && tag.indexOf('"', 1) == tag.length() - 1;
    }

    /**
     * A second and more before Date: it cannot have changed twice in between (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8.2.2">RFC 9110 section 8.8.2.2</a>).
     *
     * @param received when the response came, in seconds since 1970
     */
    public static boolean isStrong(String lastModified, HeaderView response, long received) {
        String sent = response.get("date");
        long date = sent == null ? HttpDate.INVALID : HttpDate.parse(sent, received);
        long modified = HttpDate.parse(lastModified, received);
        return date != HttpDate.INVALID && modified != HttpDate.INVALID && modified < date;
    }
}

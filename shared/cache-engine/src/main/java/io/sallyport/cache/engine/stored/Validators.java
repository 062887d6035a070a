package io.sallyport.cache.engine.stored;

import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import org.jspecify.annotations.Nullable;

/**
 * By what a stored response can be validated (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8">RFC
 * 9110 section 8.8</a>).
 *
 * @param entityTag    as sent, weak ones included
 * @param lastModified as sent, because only the origin's own text is sure to be understood by it
 */
public record Validators(
        @Nullable EntityTag entityTag, @Nullable String lastModified) {

    static Validators of(HeaderView response) {
        String tag = response.get("etag");
        return new Validators(tag == null ? null : new EntityTag(tag), response.get("last-modified"));
    }

    public boolean isEmpty() {
        return entityTag == null && lastModified == null;
    }

    /** The fields that ask the origin whether the response still holds: both validators when there are both. */
    public HeaderList conditional() {
        if (entityTag != null && lastModified != null) {
            return HeaderList.of("If-None-Match", entityTag.text(), "If-Modified-Since", lastModified);
        }
        if (entityTag != null) {
            return HeaderList.of("If-None-Match", entityTag.text());
        }
        return lastModified == null ? HeaderList.EMPTY : HeaderList.of("If-Modified-Since", lastModified);
    }
}

package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StrongValidator;
import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.range.ByteRanges;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parts of a stored response a request gets (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-14">RFC 9110 section 14</a>). */
public final class PartialAnswer {
    private PartialAnswer() {}

    /**
     * The parts; {@code null} for the whole. To be asked only when no other condition has been answered with 304.
     *
     * @param length bytes of the stored body
     */
    public static @Nullable ByteRanges decide(RequestFacts facts, StoredHead head, long length) {
        HeaderView request = facts.headers();
        if (head.status() != 200
                || !request.contains("range")
                || !facts.method().equals("GET")) {
            return null;
        }
        List<String> lines = request.all("range");
        boolean asked = lines.size() == 1 && (!request.contains("if-range") || holds(request.all("if-range"), head));
        return asked && !mayDifferNextTime(head) ? ByteRanges.parse(lines.get(0), length) : null;
    }

    /**
     * A coding that was made on the way may have other bytes when it is made again, elsewhere or after this copy has
     * gone; its tag is weak then, and parts of it cannot be put together.
     */
    private static boolean mayDifferNextTime(StoredHead head) {
        EntityTag tag = head.validators().entityTag();
        return tag != null && tag.isWeak() && head.fields().contains("content-encoding");
    }

    /** The client's part must be of this very body: a strong tag, or the date to the letter (RFC 9110 section 13.1.5). */
    private static boolean holds(List<String> lines, StoredHead head) {
        String validator = lines.get(0).strip();
        if (lines.size() > 1 || validator.startsWith("W/")) {
            return false;
        }
        if (validator.startsWith("\"")) {
            EntityTag stored = head.validators().entityTag();
            return stored != null && validator.equals(stored.text());
        }
        return validator.equals(head.validators().lastModified())
                && StrongValidator.isStrong(
                        validator, head.fields(), head.timing().responseMillis() / 1000);
    }
}

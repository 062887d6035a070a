package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;
import io.sallyport.http.RequestFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request with conditions gets from a usable stored response (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.3.2">RFC 9111 section 4.3.2</a>).
 */
public enum ConditionalAnswer {
    /** The response as stored. */
    WHOLE,
    /** 304: the client has it already. */
    NOT_MODIFIED;

    /** They describe a body, and a 304 has none (RFC 9110 section 15.4.5). */
    private static final Set<String> OF_THE_BODY =
            Set.of("content-encoding", "content-language", "content-length", "content-range", "content-type");

    /** If-None-Match, when there, decides alone. Only a 200 can be "not modified". */
    public static ConditionalAnswer decide(RequestFacts facts, StoredHead head) {
        HeaderView request = facts.headers();
        if (head.status() != 200) {
            return WHOLE;
        }
        if (request.contains("if-none-match")) {
            return tagMatches(request.all("if-none-match"), head.validators().entityTag()) ? NOT_MODIFIED : WHOLE;
        }
        return request.contains("if-modified-since") && isUnmodified(request.all("if-modified-since"), head)
                ? NOT_MODIFIED
                : WHOLE;
    }

    private static boolean tagMatches(List<String> lines, @Nullable EntityTag stored) {
        if (EntityTag.isAny(lines)) {
            return true;
        }
        if (stored == null) {
            return false;
        }
        for (EntityTag tag : EntityTag.list(lines)) {
            if (tag.weaklyEquals(stored)) {
                return true;
            }
        }
        return false;
    }

    /** A condition that is no date, or given twice, is not looked at. */
    private static boolean isUnmodified(List<String> lines, StoredHead head) {
        String lastModified = head.validators().lastModified();
        String since = lines.get(0);
        if (lines.size() > 1) {
            return false;
        }
        if (since.equals(lastModified)) {
            return true;
        }
        long now = head.timing().responseMillis() / 1000;
        long limit = HttpDate.parse(since, now);
        return limit != HttpDate.INVALID && changedAt(head, lastModified, now) <= limit;
    }

    /** Without Last-Modified its Date stands in, and without that the time of receipt. */
    private static long changedAt(StoredHead head, @Nullable String lastModified, long received) {
        String text = lastModified == null ? head.fields().get("date") : lastModified;
        long date = text == null ? HttpDate.INVALID : HttpDate.parse(text, received);
        return date == HttpDate.INVALID ? received : date;
    }

    /** Whether a 304 made from a stored response leaves a field out, because it describes the body. */
    public static boolean isLeftOut(String name) {
        return OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT));
    }
}

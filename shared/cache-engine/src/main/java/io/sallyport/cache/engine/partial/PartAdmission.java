package io.sallyport.cache.engine.partial;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.RefuseReason;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StrongValidator;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.range.ByteRanges;
import io.sallyport.http.range.ContentRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** May a 206 be kept? (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-3.3">RFC 9111 section 3.3</a>) */
public sealed interface PartAdmission {
    /** They describe what the message brings, and not the whole that it is a part of. */
    Set<String> OF_THE_PART = Set.of("content-length", "content-range", "content-digest", "content-md5");

    /**
     * Yes, once its body has come, in the length that its range has.
     *
     * @param head  of the whole that it is a part of: status 200
     * @param joins whether it belongs to what is held
     * @param only  whether it is of no use without what is held: the request said If-Range, and to that an origin may
     *              leave out most fields (RFC 9110 section 15.3.7)
     */
    record Store(StoredHead head, ContentRange range, boolean joins, boolean only) implements PartAdmission {}

    /** No. */
    record Refuse(RefuseReason reason) implements PartAdmission {}

    /**
     * Decides on a 206 as the origin sent it, with the request as the origin got it.
     *
     * @param held what is held of the target for such requests, a part or the whole; {@code null} for nothing
     */
    static PartAdmission decide(
            RequestFacts facts, @Nullable StoredHead held, HeaderView response, Timing timing, CacheRules rules) {
        ContentRange range = ContentRange.parse(response.all("content-range"));
        if (range == null || range.length() == ContentRange.UNKNOWN || !asksForParts(facts) || isMultipart(response)) {
            return new Refuse(RefuseReason.PARTIAL);
        }
        HeaderList own = merged(HeaderList.EMPTY, response);
        StrongValidator validator = StrongValidator.of(own, timing.responseMillis());
        if (validator == null) {
            return new Refuse(RefuseReason.PARTIAL);
        }
        boolean joins = held != null && validator.equals(StrongValidator.of(held));
        boolean only = facts.headers().contains("if-range");
        if (only && !joins) {
            return new Refuse(RefuseReason.PARTIAL);
        }
        HeaderList fields = held != null && joins ? merged(held.fields(), response) : own;
        Admission admission = Admission.decide(facts, 200, fields, timing, rules);
        return admission instanceof Admission.Store store
                ? new Store(store.head(), range, joins, only)
                : new Refuse(((Admission.Refuse) admission).reason());
    }

    private static boolean asksForParts(RequestFacts facts) {
        List<String> lines = facts.headers().all("range");
        return facts.method().equals("GET") && lines.size() == 1 && ByteRanges.isBytes(lines.get(0));
    }

    private static boolean isMultipart(HeaderView response) {
        String type = response.get("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/byteranges");
    }

    /** The new response's fields replace stored ones of their names, and those that it lacks stay (RFC 9111 section 3.4). */
    private static HeaderList merged(HeaderList stored, HeaderView response) {
        List<String> lines = new ArrayList<>(2 * stored.size() + 32);
        stored.forEach((name, value) -> {
            if (!response.contains(name) && !name.equalsIgnoreCase("date")) {
                add(lines, name, value);
            }
        });
        response.forEach((name, value) -> add(lines, name, value));
        return HeaderList.of(lines.toArray(String[]::new));
    }

    private static void add(List<String> lines, String name, String value) {
        if (!OF_THE_PART.contains(name.toLowerCase(Locale.ROOT))) {
            lines.add(name);
            lines.add(value);
        }
    }
}

package io.sallyport.cache.record;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import java.util.List;

/** Responses for tests. */
public final class Entries {
    /** When they are fetched. */
    public static final long NOW = 1_795_435_200_000L;

    private Entries() {}

    /** A response that varies by {@code x-kind} and answers requests with this one; with {@code null} it answers all. */
    public static SharedEntry entry(String kind, byte[] body) {
        byte[] bytes = StoredHeadForm.write(head(kind, "max-age=60"));
        return new SharedEntry(StoredHeadForm.read(bytes), bytes, body, "", body.length, 7, NOW + 60_000);
    }

    static StoredHead head(String kind, String control) {
        HeaderList request = kind == null ? HeaderList.EMPTY : HeaderList.of("x-kind", kind);
        List<String> names = kind == null ? List.of() : List.of("x-kind");
        return StoredHead.of(
                200,
                HeaderList.of("cache-control", control),
                VaryKey.of(new FieldNames(false, names), request).orElseThrow(),
                new Timing(NOW, NOW));
    }
}

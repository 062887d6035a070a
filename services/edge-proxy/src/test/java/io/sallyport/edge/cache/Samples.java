package io.sallyport.edge.cache;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.contract.ByteSize;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** Keys and entries for the tests of this package. */
final class Samples {
    static final long NOW = 1_795_435_200_000L;

    private Samples() {}

    static CacheKey key(String url) {
        return key(url, "stable");
    }

    static CacheKey key(String url, String track) {
        return Objects.requireNonNull(CacheKey.parse(url, track));
    }

    static Entry entry(String body) {
        return Entry.of(head(HeaderList.EMPTY, 200, "cache-control", "max-age=60"), Buffer.buffer(body));
    }

    /** An entry that only requests with this value of {@code foo} select. */
    static Entry varying(String foo, String body) {
        HeaderList request = HeaderList.of("foo", foo);
        return Entry.of(head(request, 200, "cache-control", "max-age=60", "vary", "foo"), Buffer.buffer(body));
    }

    static StoredHead head(HeaderList request, int status, String... response) {
        RequestFacts facts = new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                new Authority("a.example", 0),
                "/",
                null,
                IpAddress.parse("192.0.2.1"),
                request);
        Admission admission =
                Admission.decide(facts, status, HeaderList.of(response), new Timing(NOW, NOW), CacheRules.REVERSE);
        return ((Admission.Store) admission).head();
    }

    static CacheConfig config(long memory, long maxObject) {
        return new CacheConfig(new ByteSize(memory), new ByteSize(maxObject), false);
    }
}

package io.sallyport.edge.inspect;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.RequestTarget;
import java.util.ArrayList;
import java.util.List;

/** A GET that nobody has sent. */
final class Supposed {
    private static final IpAddress NOBODY = IpAddress.parse("127.0.0.1");

    private Supposed() {}

    /**
     * As an edge would read it.
     *
     * @return {@code null} when the URL or its target is none that an edge takes
     */
    static RequestFacts get(EntriesQuestion question, boolean forward) {
        CacheKey url = CacheKey.parse(question.url(), "");
        if (url == null) {
            return null;
        }
        RequestTarget target = RequestTarget.parse(url.query() == null ? url.path() : url.path() + "?" + url.query());
        return target == null
                ? null
                : new RequestFacts(
                        "",
                        forward,
                        "GET",
                        url.scheme(),
                        url.authority(),
                        target.path(),
                        target.query(),
                        NOBODY,
                        fields(question.fields()));
    }

    private static HeaderList fields(List<String> lines) {
        List<String> flat = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                flat.add(line.substring(0, colon).strip());
                flat.add(line.substring(colon + 1).strip());
            }
        }
        return HeaderList.of(flat.toArray(String[]::new));
    }
}

package io.sallyport.cache.engine.partial;

import io.sallyport.http.RequestFacts;
import io.sallyport.http.range.ByteRanges;
import java.util.List;

/** Whether the whole is worth fetching for a request for a part, so that later ones find it stored. */
public final class WholeFetch {
    private WholeFetch() {}

    /** Whether a request asks for a part at all, and of something that is likely to be shared. */
    public static boolean suits(RequestFacts facts) {
        if (!facts.method().equals("GET") || facts.headers().contains("authorization")) {
            return false;
        }
        List<String> lines = facts.headers().all("range");
        return lines.size() == 1 && ByteRanges.isBytes(lines.get(0));
    }

    /**
     * Whether a whole is small enough.
     *
     * @param length bytes that its head promises; -1 when it does not say, and then nobody can cut parts out of it as it
     *               comes, but it is worth having
     */
    public static boolean fits(long length, long max) {
        return length <= max;
    }
}

package io.sallyport.cache.engine.purge;

import io.sallyport.cache.engine.purge.PurgeVerdict.Kind;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.UrlPrefix;
import java.util.ArrayList;
import java.util.List;

/**
 * The last purges by prefix, newest first. When there are too many the oldest goes, and what is older than it is unsure,
 * whatever its URL. Writers take turns, readers do not wait.
 */
final class PrefixMarks {
    /** A look at a response asks those that are newer than it. */
    private static final int MAX = 1024;

    private record Mark(String text, UrlPrefix prefix, boolean hard, long sequence) {}

    private volatile Mark[] marks = {};
    private volatile long floor;
    private volatile long latest;

    long latest() {
        return latest;
    }

    void add(String text, boolean hard, long sequence) {
        UrlPrefix prefix = UrlPrefix.parse(text);
        if (prefix == null) {
            return;
        }
        List<Mark> next = new ArrayList<>(marks.length + 1);
        next.add(new Mark(text, prefix, hard, sequence));
        for (Mark mark : marks) {
            if (mark.hard != hard || !mark.text.equals(text)) {
                next.add(mark);
            }
        }
        next.sort((a, b) -> Long.compare(b.sequence, a.sequence));
        if (next.size() > MAX) {
            floor = Math.max(floor, next.remove(MAX).sequence);
        }
        marks = next.toArray(Mark[]::new);
        latest = Math.max(latest, sequence);
    }

    /** Of the last one that covers a key, or of one that went; 0 for none. */
    long newest(CacheKey key) {
        for (Mark mark : marks) {
            if (mark.prefix.covers(key)) {
                return Math.max(floor, mark.sequence);
            }
        }
        return floor;
    }

    PurgeVerdict verdict(CacheKey key, long clean) {
        PurgeVerdict verdict = PurgeVerdict.KEPT;
        for (Mark mark : marks) {
            if (mark.sequence <= clean) {
                break;
            }
            if (mark.prefix.covers(key)) {
                verdict = verdict.and(new PurgeVerdict(mark.hard ? Kind.GONE : Kind.SOFT, mark.sequence));
            }
        }
        return verdict.and(PurgeVerdict.of(Kind.UNSURE, floor, clean));
    }
}

package io.sallyport.cache.shared;

import io.sallyport.cache.engine.purge.CacheGroups;
import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.cache.engine.purge.PurgeVerdict;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.cache.record.SharedEntry;
import org.jspecify.annotations.Nullable;

/** By the purges that this process knows of. What has been purged softly goes out as a stale response. */
public record PurgeCheck(PurgeTable purges) implements EntryCheck {
    @Override
    public @Nullable SharedEntry left(byte[] key, SharedEntry entry) {
        StoredHead head = entry.head();
        if (purges.isClean(head.timing().sequence())) {
            return entry;
        }
        CacheKey named = CacheKey.read(key);
        if (named == null) {
            return null;
        }
        PurgeVerdict verdict = purges.verdict(head.timing().sequence(), named, CacheGroups.of(head.fields()));
        if (verdict.isKept()) {
            return entry;
        }
        StoredHead left = verdict.leaves(head);
        return left == null
                ? null
                : new SharedEntry(
                        left,
                        StoredHeadForm.write(left),
                        entry.body(),
                        entry.object(),
                        entry.length(),
                        entry.mark(),
                        entry.goneAtMillis());
    }
}

package io.sallyport.cache.shared;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.cache.record.KeyRecord;
import io.sallyport.cache.record.Life;
import io.sallyport.cache.record.Names;
import io.sallyport.cache.record.SharedEntry;
import io.sallyport.cache.tier.Chunks;
import io.sallyport.cache.tier.Records;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.settings.CacheConfig;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes responses in: their chunks first, the record that names them last, so that nobody ever sees half of one. */
final class Fills {
    /** Bytes of heads and bodies in a record beyond which a further body lies apart. */
    private static final long TOGETHER_MAX = 256 * 1024;

    private final SharedCache cache;
    private final Records records;
    private final Chunks chunks;
    private final EntryCheck check;
    private final Clock clock;
    private final long objectMax;
    private final Duration keepStale;
    private final SharedFigures figures;

    Fills(SharedCache cache, SharedCache.Parts parts, EntryCheck check, CacheConfig config, SharedFigures figures) {
        this.cache = cache;
        this.records = parts.records();
        this.chunks = parts.chunks();
        this.check = check;
        this.clock = parts.clock();
        this.objectMax = config.sharedMaxObject().bytes();
        this.keepStale = config.keepStale();
        this.figures = figures;
    }

    Future<Boolean> chunk(Chunk chunk) {
        boolean fits = chunk.index() >= 0
                && (long) chunk.index() * Chunk.SIZE + chunk.bytes().length <= objectMax
                && chunk.bytes().length > 0
                && chunk.bytes().length <= Chunk.SIZE;
        return fits && Names.isPart(chunk.object())
                ? chunks.put(chunk.object(), chunk.index(), chunk.bytes())
                : Future.succeededFuture(false);
    }

    /** Completes with whether the store has it. */
    Future<Boolean> fill(CacheFill fill) {
        SharedEntry entry = entry(fill);
        if (entry == null || check.left(fill.key(), entry) == null) {
            return refused(fill);
        }
        String digest = Names.digest(fill.key());
        return placed(entry, fill, digest).compose(placed -> {
            if (placed == null) {
                return refused(fill);
            }
            long now = clock.millis();
            return records.change(digest, fill.key(), record -> edited(record, placed, now))
                    .map(change -> landed(fill, digest, placed, change));
        });
    }

    private Future<Boolean> refused(CacheFill fill) {
        figures.refused();
        if (!fill.lease().isEmpty()) {
            cache.note(new LeaseNote(fill.key(), fill.lease(), LeaseNote.State.GIVEN_UP));
        }
        return Future.succeededFuture(false);
    }

    /** {@code null} for what is not worth keeping, or is no response at all. */
    private @Nullable SharedEntry entry(CacheFill fill) {
        boolean large = !fill.object().isEmpty();
        boolean fits = large
                ? Names.isPart(fill.object()) && fill.body().length == 0 && fill.length() > 0
                : fill.body().length == fill.length() && fill.length() <= CacheFill.BODY_MAX;
        StoredHead head = fits && fill.length() <= objectMax ? StoredHeadForm.read(fill.head()) : null;
        if (head == null) {
            return null;
        }
        long now = clock.millis();
        long goneAt = Life.goneAtMillis(head, keepStale, now);
        SharedEntry entry =
                new SharedEntry(head, fill.head(), fill.body(), fill.object(), fill.length(), fill.mark(), goneAt);
        return entry.isGone(now) ? null : entry;
    }

    /** Sees to where the body lies; {@code null} when it is not there. */
    private Future<@Nullable SharedEntry> placed(SharedEntry entry, CacheFill fill, String digest) {
        if (entry.isLarge()) {
            return named(entry);
        }
        return records.find(digest, fill.key()).compose(record -> {
            long others = record.with(entry, clock.millis()).bytes() - entry.body().length;
            if (entry.body().length == 0 || others + entry.body().length <= TOGETHER_MAX) {
                return Future.succeededFuture(entry);
            }
            String object = UUID.randomUUID().toString();
            return chunks.put(object, 0, entry.body())
                    .compose(put -> put ? named(entry.inChunks(object)) : Future.succeededFuture(null));
        });
    }

    private Future<@Nullable SharedEntry> named(SharedEntry entry) {
        Duration life = Duration.ofMillis(entry.goneAtMillis() - clock.millis());
        return chunks.name(entry.object(), entry.length(), life)
                .map(state -> state == Chunks.State.WHOLE ? entry : null);
    }

    private static KeyRecord edited(KeyRecord record, SharedEntry entry, long now) {
        return record.isLaterThan(entry, now) ? record : record.with(entry, now);
    }

    private boolean landed(CacheFill fill, String digest, SharedEntry entry, Records.Change change) {
        figures.filled();
        for (SharedEntry old : change.before().variants().entries()) {
            if (old.isLarge() && !change.after().names(old.object())) {
                chunks.abandon(old);
            }
        }
        cache.landed(entry, fill.key(), digest, change.after(), fill.lease());
        return change.stored();
    }
}

package io.sallyport.cache.shared;

import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.cache.flight.Flights;
import io.sallyport.cache.flight.Waiter;
import io.sallyport.cache.record.KeyRecord;
import io.sallyport.cache.record.Names;
import io.sallyport.cache.record.SharedEntry;
import io.sallyport.cache.tier.Chunks;
import io.sallyport.cache.tier.Records;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers edges' questions: memory, store, or one fetch for all. Nothing here fails; what cannot be answered is a miss. */
public final class SharedCache {
    private final Records records;
    private final Chunks chunks;
    private final Flights flights;
    private final EntryCheck check;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration waitMax;
    private final SharedFigures figures;

    SharedCache(Parts parts, Flights flights, EntryCheck check, Duration waitMax, SharedFigures figures) {
        this.records = parts.records();
        this.chunks = parts.chunks();
        this.flights = flights;
        this.check = check;
        this.clock = parts.clock();
        this.nanos = parts.nanos();
        this.waitMax = waitMax;
        this.figures = figures;
    }

    /** What a shared cache works with. */
    record Parts(Records records, Chunks chunks, Clock clock, LongSupplier nanos) {}

    Future<CacheAnswer> ask(CacheQuestion question) {
        String digest = Names.digest(question.key());
        if (flights.isNotStored(digest) && !records.isInMemory(digest)) {
            figures.miss();
            return Future.succeededFuture(CacheAnswer.notStored());
        }
        HeaderView request = HeaderList.of(question.request().toArray(String[]::new));
        Duration wait = Duration.ofMillis(Math.max(0, Math.min(question.waiting(), waitMax.toMillis())));
        Waiter waiter = new Waiter(question.key(), digest, request, nanos.getAsLong() + wait.toNanos());
        records.find(digest, question.key()).onSuccess(record -> answer(waiter, record, !wait.isZero()));
        return waiter.answer();
    }

    private void answer(Waiter waiter, KeyRecord record, boolean waits) {
        SharedEntry entry = record.select(waiter.request(), clock.millis());
        SharedEntry left = entry == null ? null : check.left(record.key(), entry);
        if (entry == null || left == null) {
            missing(waiter, record, waits);
        } else if (entry.isLarge()) {
            chunks.look(entry).onSuccess(state -> {
                switch (state) {
                    case WHOLE -> found(waiter, left);
                    case LOST -> {
                        drop(waiter.key(), waiter.digest(), entry);
                        missing(waiter, record.without(entry), waits);
                    }
                    case UNKNOWN -> missing(waiter, record, waits);
                }
            });
        } else {
            found(waiter, left);
        }
    }

    private void found(Waiter waiter, SharedEntry entry) {
        figures.hit();
        waiter.answer(text(entry));
    }

    private static CacheAnswer text(SharedEntry entry) {
        return entry.isLarge()
                ? CacheAnswer.foundLarge(entry.headBytes(), entry.object(), entry.length(), entry.mark())
                : CacheAnswer.found(entry.headBytes(), entry.body(), entry.mark());
    }

    private void missing(Waiter waiter, KeyRecord record, boolean waits) {
        figures.miss();
        if (waits) {
            flights.join(flight(waiter.digest(), waiter.request(), record), waiter);
        } else {
            waiter.answer(CacheAnswer.alone());
        }
    }

    /**
     * The name of a fetch: the key's, as long as nothing is known of the response; else also by the values of the fields by
     * which it was chosen last, so that those who want different variants do not wait for each other.
     */
    static String flight(String digest, HeaderView request, KeyRecord record) {
        if (record.isEmpty()) {
            return digest;
        }
        VaryKey last = record.variants().entries().get(0).head().vary();
        return VaryKey.of(new FieldNames(false, last.names()), request)
                .map(vary -> flight(digest, vary))
                .orElse(digest);
    }

    static String flight(String digest, VaryKey vary) {
        return vary.names().isEmpty() ? digest : Names.digest(digest + vary);
    }

    /** For flights that look for what another instance has brought to the store. */
    Future<Function<Waiter, @Nullable CacheAnswer>> look(byte[] key, String digest) {
        return records.reload(digest, key).map(this::answers);
    }

    /** What a record has for those who wait. */
    Function<Waiter, @Nullable CacheAnswer> answers(KeyRecord record) {
        return waiter -> {
            SharedEntry entry = record.select(waiter.request(), clock.millis());
            SharedEntry left = entry == null ? null : check.left(record.key(), entry);
            if (left == null) {
                return null;
            }
            figures.hit();
            return text(left);
        };
    }

    /** A response has come: it goes to those who wait for it, and those whom it does not suit ask again. */
    void landed(SharedEntry entry, byte[] key, String digest, KeyRecord record, String token) {
        for (String id : List.of(digest, flight(digest, entry.head().vary()))) {
            for (Waiter left : flights.landed(id, token, answers(record))) {
                answer(left, record, true);
            }
        }
        if (!token.isEmpty()) {
            flights.release(token);
        }
    }

    void note(LeaseNote note) {
        flights.note(note.lease(), note.state());
    }

    Future<Chunk> chunk(ChunkQuestion question) {
        String object = question.object();
        if (!Names.isPart(object) || question.index() < 0) {
            return Future.succeededFuture(new Chunk(object, question.index(), new byte[0]));
        }
        return chunks.get(object, question.index()).map(piece -> {
            if (piece.state() == Chunks.State.LOST) {
                dropObject(question.key(), object);
            }
            return new Chunk(object, question.index(), piece.bytes());
        });
    }

    private void dropObject(byte[] key, String object) {
        String digest = Names.digest(key);
        records.change(digest, key, record -> record.withoutObject(object));
    }

    private void drop(byte[] key, String digest, SharedEntry entry) {
        records.change(digest, key, record -> record.without(entry));
        if (entry.isLarge()) {
            chunks.abandon(entry);
        }
    }
}

package io.sallyport.policy.backup;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.backup.Archive.Entry;
import io.sallyport.policy.revision.Revision;
import io.sallyport.policy.revision.RevisionBook;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the documents from the store, one after the other. Keys of pseudonyms, leases, limits, purges, records and stored answers are
 * not among them: they are secret, or come by themselves. Owner: the verticle's context.
 */
final class Backup {
    /** Texts of revisions together, as they are written: with all else less than a restore takes, packed or not. */
    static final long TEXTS_BYTES_MAX = 12L << 20;

    private final Store store;
    private final RevisionBook book;
    private final Clock clock;

    Backup(Store store, RevisionBook book, Clock clock) {
        this.store = store;
        this.book = book;
        this.clock = clock;
    }

    Future<Archive> take() {
        List<Entry> entries = new ArrayList<>();
        return generation(Subject.POLICY, entries)
                .compose(done -> generation(Subject.ROUTES, entries))
                .compose(done -> routes(entries))
                .compose(done -> revisions(entries))
                .compose(done -> json(StoreKeys.unlocks(), Archive.UNLOCKS, "", entries))
                .compose(done -> json(StoreKeys.canaries(), Archive.CANARIES, "", entries))
                .compose(done -> json(StoreKeys.ruleDates(), Archive.RULE_DATES, "", entries))
                .compose(done -> lists(entries))
                .map(done -> new Archive(clock.instant(), entries));
    }

    private Future<Void> generation(Subject subject, List<Entry> entries) {
        return Generations.read(store, subject).map(number -> {
            entries.add(new Entry(Archive.GENERATION, subject.token(), number));
            return null;
        });
    }

    private Future<Void> routes(List<Entry> entries) {
        return store.get(StoreKeys.snapshot(Subject.ROUTES)).map(found -> {
            found.map(Buffer::toJsonObject)
                    .map(snapshot -> snapshot.getValue("document"))
                    .ifPresent(document -> entries.add(new Entry(Archive.ROUTES, "", document)));
            return null;
        });
    }

    private Future<Void> revisions(List<Entry> entries) {
        return book.read().compose(seen -> {
            if (seen.raw().isEmpty()) {
                return Future.succeededFuture();
            }
            entries.add(new Entry(Archive.REVISIONS, "", seen.raw().get().toJsonObject()));
            List<Revision> newestFirst = new ArrayList<>(seen.index().revisions());
            Collections.reverse(newestFirst);
            List<String> texts =
                    newestFirst.stream().map(Revision::text).distinct().toList();
            return texts(texts, 0, TEXTS_BYTES_MAX, entries);
        });
    }

    /** The one in force in any case; of those before it what there is room for. */
    private Future<Void> texts(List<String> digests, int from, long room, List<Entry> entries) {
        if (from >= digests.size()) {
            return Future.succeededFuture();
        }
        String digest = digests.get(from);
        return book.text(digest).compose(found -> {
            long left = room - found.map(Backup::bytes).orElse(0L);
            if (left < 0 && from > 0) {
                return Future.succeededFuture();
            }
            found.ifPresent(text -> entries.add(new Entry(Archive.TEXT, digest, text)));
            return texts(digests, from + 1, left, entries);
        });
    }

    private static long bytes(String text) {
        return Json.encode(text).getBytes(StandardCharsets.UTF_8).length;
    }

    private Future<Void> json(String key, String kind, String name, List<Entry> entries) {
        return store.get(key).map(found -> {
            found.map(Backup::parsed).ifPresent(value -> entries.add(new Entry(kind, name, value)));
            return null;
        });
    }

    private static Object parsed(Buffer bytes) {
        return Json.decodeValue(bytes);
    }

    private Future<Void> lists(List<Entry> entries) {
        String begin = StoreKeys.subscription("");
        String wishes = StoreKeys.subscriptionWish("");
        return store.keys(begin).compose(keys -> {
            List<String> known = keys.stream()
                    .filter(key -> !key.startsWith(wishes))
                    .sorted()
                    .toList();
            Future<Void> done = Future.succeededFuture();
            for (String key : known) {
                done = done.compose(next -> json(key, Archive.LIST, key.substring(begin.length()), entries));
            }
            return done;
        });
    }
}

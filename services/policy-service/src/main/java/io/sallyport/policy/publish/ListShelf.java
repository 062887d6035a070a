package io.sallyport.policy.publish;

import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.kit.store.Blobs;
import io.sallyport.kit.store.LocalValues;
import io.sallyport.policy.compile.CompiledPolicy;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.engine.list.NameSetReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The content of compiled lists in the store, each under its digest. What neither of the last two policies uses is
 * deleted: an edge may still be fetching for the one before. Owner: the verticle's context.
 */
final class ListShelf {
    private final Vertx vertx;
    private final Blobs blobs;
    private final LocalValues<NameSet> local;
    private Set<String> previous = Set.of();
    private Set<String> latest = Set.of();

    ListShelf(Vertx vertx, Blobs blobs) {
        this.vertx = vertx;
        this.blobs = blobs;
        this.local = new LocalValues<>(vertx, CompiledList.class.getName(), NameSet.class);
    }

    /** Completes when the store holds every list of the policy. */
    Future<Void> fill(CompiledPolicy policy) {
        List<Future<Void>> lists = policy.namesByDigest().entrySet().stream()
                .map(list -> fill(list.getKey(), list.getValue()))
                .toList();
        return Future.join(lists).mapEmpty();
    }

    private Future<Void> fill(String digest, NameSet names) {
        local.offer(digest, names);
        return blobs.contains(digest)
                .compose(there -> there
                        ? Future.succeededFuture()
                        : blobs.put(digest, names.storedBytes(), pieces(names.stored())));
    }

    /** Makes the stored form piece by piece: whole, it would be as large as the list itself. */
    private Supplier<Future<Buffer>> pieces(InputStream stored) {
        return () -> vertx.executeBlocking(() -> Buffer.buffer(stored.readNBytes(Blobs.PIECE_BYTES)));
    }

    /** Tells that a policy was published; what it made superfluous goes away. */
    Future<Void> published(CompiledPolicy policy) {
        Set<String> needed = policy.namesByDigest().keySet();
        if (needed.equals(latest)) {
            return Future.succeededFuture();
        }
        Set<String> gone = new HashSet<>(previous);
        gone.removeAll(latest);
        gone.removeAll(needed);
        previous = latest;
        latest = Set.copyOf(needed);
        List<Future<Void>> deletions = gone.stream().map(blobs::delete).toList();
        return Future.join(deletions).mapEmpty();
    }

    /** The content of a list; fails when the store does not hold it. */
    Future<NameSet> fetch(String digest) {
        NameSetReader reader = new NameSetReader();
        return blobs.get(
                        digest,
                        piece -> vertx.executeBlocking(() -> {
                            reader.take(piece.getBytes());
                            return null;
                        }))
                .compose(whole -> whole
                        ? vertx.executeBlocking(reader::done)
                        : Future.failedFuture("the store lacks list " + digest));
    }

    /** Several lists, each once. */
    Future<Void> fetch(Set<String> digests, Map<String, NameSet> into) {
        return Future.join(digests.stream()
                        .map(digest -> fetch(digest).onSuccess(names -> into.put(digest, names)))
                        .toList())
                .mapEmpty();
    }
}

package io.sallyport.edge.control;

import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.kit.store.Blobs;
import io.sallyport.kit.store.LocalValues;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.engine.list.NameSetReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Compiled lists by digest: an unchanged list is fetched once, however many snapshots name it, and not at all when a
 * service of this process holds it. A list is read as it comes, so that a reload takes the old lists, the new ones, and one
 * piece.
 */
final class ListBlobs {
    private final Vertx vertx;
    private final Blobs blobs;
    private final LocalValues<NameSet> local;
    private final Map<String, NameSet> byDigest = new ConcurrentHashMap<>();

    ListBlobs(Vertx vertx, Store store) {
        this.vertx = vertx;
        this.blobs = new Blobs(store);
        this.local = new LocalValues<>(vertx, CompiledList.class.getName(), NameSet.class);
    }

    /** The lists of a snapshot by name; fails when one is not in the store. */
    Future<Map<String, NameSet>> fetch(PolicySnapshot snapshot) {
        Map<String, NameSet> byName = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (CompiledList list : snapshot.lists()) {
            all = all.compose(before -> fetch(list).map(names -> {
                byName.put(list.name(), names);
                return null;
            }));
        }
        return all.map(byName);
    }

    private Future<NameSet> fetch(CompiledList list) {
        if (list.absent()) {
            return Future.succeededFuture(NameSet.MISSING);
        }
        NameSet known = byDigest.get(list.digest());
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return local.find(list.digest())
                .map(Future::succeededFuture)
                .orElseGet(() -> read(list))
                .onSuccess(names -> byDigest.put(list.digest(), names));
    }

    private Future<NameSet> read(CompiledList list) {
        NameSetReader reader = new NameSetReader();
        MessageDigest digest = sha256();
        return blobs.get(
                        list.digest(),
                        piece -> vertx.executeBlocking(
                                () -> {
                                    byte[] bytes = piece.getBytes();
                                    digest.update(bytes);
                                    reader.take(bytes);
                                    return null;
                                },
                                false))
                .compose(whole -> whole
                        ? vertx.executeBlocking(() -> checked(list, digest, reader), false)
                        : Future.failedFuture("list " + list.name() + " is not in the store"));
    }

    /** A list is kept for as long as snapshots name its digest, so a wrong one would stay. */
    private static NameSet checked(CompiledList list, MessageDigest digest, NameSetReader reader) {
        if (!HexFormat.of().formatHex(digest.digest()).equals(list.digest())) {
            throw new IllegalArgumentException("list " + list.name() + " came from the store with wrong bits");
        }
        return reader.done();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Forgets lists that the snapshot does not name. */
    void keepOnly(PolicySnapshot snapshot) {
        Set<String> wanted = snapshot.lists().stream().map(CompiledList::digest).collect(Collectors.toSet());
        byDigest.keySet().retainAll(wanted);
    }
}

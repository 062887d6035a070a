package io.sallyport.policy.subscription;

import io.sallyport.contract.StoreKeys;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Blobs;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.compile.Digests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** In the store, for all instances; compressed, and in pieces as other lists. Files here last as long as this instance. */
final class StoreKeep implements Keep {
    private static final Duration WISH = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Store store;
    private final Blobs blobs;
    private final Path folder;

    private StoreKeep(Vertx vertx, Store store, Path folder) {
        this.vertx = vertx;
        this.store = store;
        this.blobs = new Blobs(store);
        this.folder = folder;
    }

    static StoreKeep open(Vertx vertx, Store store) throws IOException {
        return new StoreKeep(vertx, store, Files.createTempDirectory("sallyport-lists"));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Future<Optional<Fetched>> read(String list) {
        return store.get(StoreKeys.subscription(list))
                .map(stored -> stored.map(bytes -> JsonCodec.parse(bytes, Fetched.class)));
    }

    @Override
    public Future<Void> write(String list, Fetched known) {
        return store.put(StoreKeys.subscription(list), JsonCodec.bytes(known));
    }

    /** Not in turn with other work of this context, which may wait for a fetch. */
    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** Two lists may have the same text, of which one is dropped. */
    private static String key(String list, String digest) {
        return "text:" + list + ":" + digest;
    }

    @Override
    public Future<Path> text(String list, String digest) {
        Path file = TextFiles.of(folder, list, digest);
        Path packed = folder.resolve(list + ".gz");
        return blocking(() -> Files.deleteIfExists(packed))
                .compose(deleted -> blobs.get(key(list, digest), piece -> append(packed, piece)))
                .compose(whole -> whole
                        ? blocking(() -> unpack(packed, digest, file))
                        : Future.failedFuture("the store lacks the text of list " + list));
    }

    private Future<Void> append(Path file, Buffer piece) {
        return blocking(() -> {
            Files.write(file, piece.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return null;
        });
    }

    private static Path unpack(Path packed, String digest, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        TextFiles.expand(packed, fresh);
        Files.delete(packed);
        try (InputStream text = Files.newInputStream(fresh)) {
            if (!Digests.sha256(text).equals(digest)) {
                throw new IOException("the text in the store is not the one that was put there");
            }
        }
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Future<Path> take(String list, String digest, Path fresh) {
        Path packed = folder.resolve(list + ".packed");
        return blocking(() -> {
                    TextFiles.compress(fresh, packed);
                    return Files.move(fresh, TextFiles.of(folder, list, digest), StandardCopyOption.REPLACE_EXISTING);
                })
                .compose(file -> put(key(list, digest), packed).map(file));
    }

    private Future<Void> put(String key, Path packed) {
        return blocking(() -> Files.newInputStream(packed))
                .compose(bytes -> blocking(() -> Math.toIntExact(Files.size(packed)))
                        .compose(length -> blobs.put(key, length, () -> piece(bytes)))
                        .eventually(() -> blocking(() -> {
                            bytes.close();
                            return Files.deleteIfExists(packed);
                        })));
    }

    private Future<Buffer> piece(InputStream bytes) {
        return blocking(() -> Buffer.buffer(bytes.readNBytes(Blobs.PIECE_BYTES)));
    }

    @Override
    public Future<Void> drop(String list, String digest) {
        return blocking(() -> Files.deleteIfExists(TextFiles.of(folder, list, digest)))
                .compose(deleted -> blobs.delete(key(list, digest)));
    }

    @Override
    public Future<Void> wish(String list, boolean accept) {
        return store.put(StoreKeys.subscriptionWish(list), Buffer.buffer(accept ? "accept" : "refresh"), WISH);
    }

    @Override
    public Future<Optional<Boolean>> wished(String list) {
        return store.get(StoreKeys.subscriptionWish(list))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.<Boolean>empty())
                        : store.delete(StoreKeys.subscriptionWish(list))
                                .map(Optional.of(found.get().toString().equals("accept"))));
    }

    @Override
    public String problem() {
        return "";
    }

    @Override
    public Future<Void> close() {
        return blocking(() -> {
            TextFiles.deleteAll(folder);
            return null;
        });
    }
}

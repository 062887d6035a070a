package io.sallyport.policy.subscription;

import io.sallyport.kit.bus.JsonCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;

/** For a suite without a store: a folder beside the configuration, which a restart finds again. */
final class FolderKeep implements Keep {
    private final Vertx vertx;
    private final Path folder;
    private final String problem;

    private FolderKeep(Vertx vertx, Path folder, String problem) {
        this.vertx = vertx;
        this.folder = folder;
        this.problem = problem;
    }

    /** Makes the folder when there is none; where that cannot be, one that does not last. */
    static FolderKeep open(Vertx vertx, Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            if (Files.isWritable(folder)) {
                return new FolderKeep(vertx, folder, "");
            }
        } catch (IOException e) {
            // falls through to a folder that does not last
        }
        Path other = Files.createTempDirectory("sallyport-lists");
        return new FolderKeep(
                vertx, other, "fetched lists are lost with a restart: found no writable folder " + folder);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Future<Optional<Fetched>> read(String list) {
        return blocking(() -> {
            try {
                return Optional.of(JsonCodec.parse(Buffer.buffer(Files.readAllBytes(state(list))), Fetched.class));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Future<Void> write(String list, Fetched known) {
        return blocking(() -> {
            Path fresh = Files.write(
                    folder.resolve(list + ".json.new"), JsonCodec.bytes(known).getBytes());
            Files.move(fresh, state(list), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return null;
        });
    }

    /** Not in turn with other work of this context, which may wait for a fetch. */
    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private Path state(String list) {
        return folder.resolve(list + ".json");
    }

    @Override
    public Future<Path> text(String list, String digest) {
        Path file = TextFiles.of(folder, list, digest);
        return blocking(() -> {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return file;
        });
    }

    @Override
    public Future<Path> take(String list, String digest, Path fresh) {
        return blocking(
                () -> Files.move(fresh, TextFiles.of(folder, list, digest), StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public Future<Void> drop(String list, String digest) {
        return blocking(() -> {
            Files.deleteIfExists(TextFiles.of(folder, list, digest));
            return null;
        });
    }

    /** There is one instance only, which fetches. */
    @Override
    public Future<Void> wish(String list, boolean accept) {
        return Future.failedFuture("no instance fetches at the moment");
    }

    @Override
    public Future<Optional<Boolean>> wished(String list) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

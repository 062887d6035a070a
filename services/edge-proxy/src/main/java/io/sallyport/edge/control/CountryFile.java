package io.sallyport.edge.control;

import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the country database and loads it again when the file has changed. A file that cannot be read leaves what was
 * loaded before in force. Owner: the context it was opened on; {@link #problem} may be read from any thread.
 */
final class CountryFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CountryFile.class);
    private static final long LOOK_MILLIS = 2_000;
    private static final long MAX_BYTES = 512L << 20;
    private static final Stamp NEVER = new Stamp(FileTime.fromMillis(0), -1);

    private final Vertx vertx;
    private final Optional<Path> file;
    private final Consumer<Countries> loaded;
    private final long timer;
    private final Future<Void> first;
    private Stamp tried = NEVER;
    private Stamp seen = NEVER;
    private boolean looking;
    private volatile String problem = "";

    /** Tells one state of the file from another. */
    private record Stamp(FileTime modified, long size) {}

    private CountryFile(Vertx vertx, Optional<Path> file, Consumer<Countries> loaded) {
        this.vertx = vertx;
        this.file = file;
        this.loaded = loaded;
        this.first = file.isPresent() ? look(true) : Future.succeededFuture();
        this.timer = file.isPresent() ? vertx.setPeriodic(LOOK_MILLIS, id -> look(false)) : -1;
    }

    /** Begins to load and to watch; does nothing when no database is configured. */
    static CountryFile open(ServiceEnvironment environment, Consumer<Countries> loaded) {
        Optional<Path> file = environment
                .config()
                .geo()
                .database()
                .map(name -> environment.folder().resolve(name));
        return new CountryFile(environment.vertx(), file, loaded);
    }

    /** Completes when the first attempt to load is over, well or not. */
    Future<Void> first() {
        return first;
    }

    /** Why the newest file is not in use; empty when it is, or when none is configured. */
    String problem() {
        return problem;
    }

    private Future<Void> look(boolean atOnce) {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        return vertx.executeBlocking(this::stamp, false)
                .compose(stamp -> judge(stamp, atOnce))
                .onComplete(done -> looking = false)
                .otherwiseEmpty();
    }

    /** A file that is still being written changes from one look to the next. */
    private Future<Void> judge(Stamp now, boolean atOnce) {
        boolean settled = atOnce || now.equals(seen);
        seen = now;
        if (!settled || now.equals(tried)) {
            return Future.succeededFuture();
        }
        tried = now;
        return vertx.executeBlocking(this::load, false)
                .onSuccess(this::accept)
                .onFailure(this::refuse)
                .mapEmpty();
    }

    private Stamp stamp() {
        try {
            Path path = file.orElseThrow();
            return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
        } catch (IOException e) {
            return new Stamp(FileTime.fromMillis(0), -2);
        }
    }

    private Countries load() throws IOException {
        Path path = file.orElseThrow();
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES + " bytes");
        }
        return Countries.read(Files.readAllBytes(path));
    }

    private void accept(Countries countries) {
        problem = "";
        LOG.info("country database {} loaded", file.orElseThrow());
        loaded.accept(countries);
    }

    private void refuse(Throwable failure) {
        problem = "geo.database: " + file.orElseThrow() + " is not in use: "
                + failure.getClass().getSimpleName() + ": " + failure.getMessage();
        LOG.error("{}", problem);
    }

    @Override
    public void close() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }
}

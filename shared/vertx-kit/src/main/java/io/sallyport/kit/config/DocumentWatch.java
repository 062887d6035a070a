package io.sallyport.kit.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Watches documents of the configuration folder. */
public final class DocumentWatch {
    /** How often files are looked at, unless told otherwise. */
    public static final Duration SCAN = Duration.ofSeconds(1);

    /** Takes the whole text of a file that is new or has changed; called on one context, one call after the other. */
    @FunctionalInterface
    public interface Listener {
        void changed(String file, String text);
    }

    private DocumentWatch() {}

    /**
     * Starts to watch. Completes after the first look, when the listener has had the text of every file that is there.
     *
     * @param files names relative to the folder; one that is missing is waited for
     */
    public static Future<DocumentWatch> open(
            Vertx vertx, Path folder, List<String> files, Duration scan, Listener listener) {
        return Future.failedFuture("not yet");
    }

    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

package io.sallyport.kit.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches documents of the configuration folder by way of Vert.x Config.
 *
 * <p>After a change the file is looked at once more, and reported when two looks agree, so that a text that is being
 * written is not taken for a whole one. A file that vanishes or becomes blank is not reported: the last text stands
 * until there is another.
 *
 * <p>Meant for small documents: each scan reads them whole. Owner: the context it was opened on.
 */
public final class DocumentWatch {
    /** How often files are looked at, unless told otherwise. */
    public static final Duration SCAN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(DocumentWatch.class);

    private final Vertx vertx;
    private final Context context;
    private final List<String> files;
    private final long settleMillis;
    private final Listener listener;
    private final ConfigRetriever retriever;
    private final Map<String, String> reported = new HashMap<>();
    private final Map<String, String> candidates = new HashMap<>();
    private boolean settling;
    private boolean closed;

    /** Takes the whole text of a file that is new or has changed; called on one context, one call after the other. */
    @FunctionalInterface
    public interface Listener {
        void changed(String file, String text);
    }

    private DocumentWatch(Vertx vertx, Path folder, List<String> files, Duration scan, Listener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.files = List.copyOf(files);
        this.settleMillis = Math.max(1, scan.toMillis() / 4);
        this.listener = listener;
        ConfigRetrieverOptions options =
                new ConfigRetrieverOptions().setIncludeDefaultStores(false).setScanPeriod(scan.toMillis());
        files.forEach(file -> options.addStore(rawFile(folder, file)));
        this.retriever = ConfigRetriever.create(vertx, options);
    }

    /**
     * Starts to watch. Completes after the first look, when the listener has had the text of every file that is there.
     *
     * @param files names relative to the folder; one that is missing is waited for
     * @param scan  time between two looks
     */
    public static Future<DocumentWatch> open(
            Vertx vertx, Path folder, List<String> files, Duration scan, Listener listener) {
        DocumentWatch watch = new DocumentWatch(vertx, folder, files, scan, listener);
        Promise<DocumentWatch> opened = Promise.promise();
        watch.context.runOnContext(v ->
                watch.retriever.getConfig().onSuccess(watch::first).map(watch).onComplete(opened));
        return opened.future();
    }

    public Future<Void> close() {
        context.runOnContext(v -> closed = true);
        return retriever.close();
    }

    private void first(JsonObject texts) {
        files.forEach(file -> {
            String text = texts.getString(file, "");
            if (!text.isBlank()) {
                report(file, text);
            }
        });
        retriever.listen(change -> context.runOnContext(v -> changed(change.getNewConfiguration())));
    }

    private void changed(JsonObject texts) {
        if (closed || settling || !look(texts)) {
            return;
        }
        settling = true;
        vertx.setTimer(
                settleMillis,
                id -> retriever.getConfig().onComplete((again, failure) -> {
                    settling = false;
                    if (failure != null) {
                        LOG.warn("cannot read the configuration folder: {}", failure.getMessage());
                    } else {
                        changed(again);
                    }
                }));
    }

    /** Reports what two looks agree on; whether there is something left that only one look has seen. */
    private boolean look(JsonObject texts) {
        for (String file : files) {
            String text = texts.getString(file, "");
            if (text.isBlank() || text.equals(reported.get(file))) {
                candidates.remove(file);
            } else if (text.equals(candidates.put(file, text))) {
                candidates.remove(file);
                report(file, text);
            }
        }
        return !candidates.isEmpty();
    }

    private void report(String file, String text) {
        reported.put(file, text);
        try {
            listener.changed(file, text);
        } catch (RuntimeException e) {
            LOG.error("a defect in what takes changes of {}", file, e);
        }
    }

    private static ConfigStoreOptions rawFile(Path folder, String file) {
        return new ConfigStoreOptions()
                .setType("file")
                .setFormat("raw")
                .setOptional(true)
                .setConfig(new JsonObject()
                        .put("path", folder.resolve(file).toAbsolutePath().toString())
                        .put("raw.key", file)
                        .put("raw.type", "string"));
    }
}

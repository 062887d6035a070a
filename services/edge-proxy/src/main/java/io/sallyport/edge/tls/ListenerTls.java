package io.sallyport.edge.tls;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.kit.config.DocumentWatch;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of one listener over time. Its files are watched; when they have changed and are sound, handshakes from then
 * on work with them, and connections that are open go on. Files that are not change nothing and are reported.
 *
 * <p>Owner of everything that is not volatile: the context of the watch.
 */
public final class ListenerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerTls.class);
    /** A certificate and its key are two files: after a change this long is waited for the other. */
    private static final Duration SETTLE = Duration.ofSeconds(1);
    /** How long before its end a certificate is a problem. */
    private static final Duration WARNING = Duration.ofDays(14);

    private final String listener;
    private final ServiceEnvironment environment;
    private final TlsFiles files;
    private final Map<String, String> texts = new HashMap<>();
    private volatile TlsMaterial material;
    private volatile String refused = "";
    private volatile DocumentWatch watch;
    private Function<TlsMaterial, Future<Void>> swap;
    private long timer = -1;

    private ListenerTls(ListenerConfig config, ServiceEnvironment environment) {
        this.listener = config.name();
        this.environment = environment;
        this.files = new TlsFiles(config.tls().orElseThrow());
    }

    /** Reads the files for the first time; fails when they are of no use. An expired certificate is used, and reported. */
    public static Future<ListenerTls> load(ListenerConfig config, ServiceEnvironment environment) {
        ListenerTls tls = new ListenerTls(config, environment);
        return environment.vertx().executeBlocking(() -> {
            tls.texts.putAll(tls.files.texts(environment.folder()));
            TlsFiles.Reading first = tls.files.read(tls.texts, null);
            if (first.material() == null) {
                throw new IllegalStateException(first.problem());
            }
            tls.material = first.material();
            return tls;
        });
    }

    public String listener() {
        return listener;
    }

    /** What handshakes work with now. */
    public TlsMaterial material() {
        return material;
    }

    /**
     * Watches the files from now on.
     *
     * @param scan time between two looks
     * @param take puts new material into force
     */
    public Future<Void> watch(Duration scan, Function<TlsMaterial, Future<Void>> take) {
        swap = take;
        return DocumentWatch.open(environment.vertx(), environment.folder(), files.names(), scan, this::changed)
                .map(opened -> {
                    watch = opened;
                    return null;
                });
    }

    /** The first look brings every text, mostly as it was loaded. */
    private void changed(String file, String text) {
        if (text.equals(texts.put(file, text))) {
            return;
        }
        environment.vertx().cancelTimer(timer);
        timer = environment.vertx().setTimer(SETTLE.toMillis(), late -> read());
    }

    private void read() {
        TlsFiles.Reading reading = files.read(texts, environment.clock().instant());
        if (reading.material() == null) {
            refuse(reading.problem());
            return;
        }
        swap.apply(reading.material()).onComplete((done, failure) -> {
            if (failure == null) {
                material = reading.material();
                refused = "";
                LOG.info("listener {}: its changed certificates are in force", listener);
            } else {
                refuse(String.valueOf(failure.getMessage()));
            }
        });
    }

    private void refuse(String why) {
        refused = why;
        LOG.warn("listener {}: the changed certificates are not used, those before go on: {}", listener, why);
    }

    /** Whether a change of files has been refused. */
    public boolean isRefused() {
        return !refused.isEmpty();
    }

    /** Whole days until the first certificate ends; negative when it has. */
    public long daysLeft() {
        return Duration.between(environment.clock().instant(), material.expiresAt())
                .toDays();
    }

    /** What an operator should know; empty when all is well. A renewal that failed and one that is due are both told. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (isRefused()) {
            problems.add("listener " + listener + ": changed certificates are not used: " + refused);
        }
        Instant now = environment.clock().instant();
        Instant end = material.expiresAt();
        if (now.isAfter(end)) {
            problems.add("listener " + listener + ": a certificate has expired");
        } else if (now.plus(WARNING).isAfter(end)) {
            problems.add("listener " + listener + ": a certificate expires in " + daysLeft() + " days");
        }
        return problems;
    }

    /** Stops to watch. */
    public Future<Void> close() {
        environment.vertx().cancelTimer(timer);
        return watch == null ? Future.succeededFuture() : watch.close();
    }
}

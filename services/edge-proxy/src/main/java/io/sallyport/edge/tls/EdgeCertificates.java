package io.sallyport.edge.tls;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS of all listeners of one edge, and how it fares. Safe from any thread. */
public final class EdgeCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeCertificates.class);
    private static final Duration REMINDER = Duration.ofDays(1);

    private final ServiceEnvironment environment;
    private final Metrics metrics;
    private final Map<String, ListenerTls> byListener = new ConcurrentSkipListMap<>();
    private long reminder = -1;

    public EdgeCertificates(ServiceEnvironment environment, Metrics metrics) {
        this.environment = environment;
        this.metrics = metrics;
    }

    /** Reads the certificates of every listener that speaks TLS; fails with the listener's name. */
    public Future<Void> load() {
        Future<Void> loaded = Future.succeededFuture();
        for (ListenerConfig listener : environment.config().listeners()) {
            if (listener.tls().isPresent()) {
                loaded = loaded.compose(before -> load(listener));
            }
        }
        return loaded;
    }

    private Future<Void> load(ListenerConfig listener) {
        return ListenerTls.load(listener, environment)
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "listener " + listener.name() + ": its certificates cannot be used: " + cause.getMessage(),
                        cause)))
                .map(tls -> {
                    byListener.put(listener.name(), tls);
                    gauges(tls);
                    return null;
                });
    }

    private void gauges(ListenerTls tls) {
        metrics.gauge(
                "sallyport_certificate_days_left",
                "Days until the first certificate of a listener expires",
                tls::daysLeft,
                "listener",
                tls.listener());
        metrics.gauge(
                "sallyport_certificate_change_refused",
                "Whether changed certificate files of a listener are not used, 1 or 0",
                () -> tls.isRefused() ? 1 : 0,
                "listener",
                tls.listener());
    }

    /** What the handshakes of a listener work with; {@code null} for one in clear text. */
    public TlsMaterial material(String listener) {
        ListenerTls tls = byListener.get(listener);
        return tls == null ? null : tls.material();
    }

    /**
     * Watches the files of all listeners.
     *
     * @param take puts new material of a listener into force
     */
    public Future<Void> watch(Duration scan, BiFunction<String, TlsMaterial, Future<Void>> take) {
        reminder = environment
                .vertx()
                .setPeriodic(REMINDER.toMillis(), tick -> problems().forEach(LOG::warn));
        problems().forEach(LOG::warn);
        Future<Void> watched = Future.succeededFuture();
        for (ListenerTls tls : byListener.values()) {
            watched = watched.compose(before -> tls.watch(scan, material -> take.apply(tls.listener(), material)));
        }
        return watched;
    }

    /** What an operator should know; empty when all is well. */
    public List<String> problems() {
        return byListener.values().stream()
                .flatMap(tls -> tls.problems().stream())
                .toList();
    }

    /** Whole days until the first certificate of any listener expires; empty without TLS. */
    public OptionalLong daysLeft() {
        return byListener.values().stream().mapToLong(ListenerTls::daysLeft).min();
    }

    /** Stops to watch. */
    public Future<Void> close() {
        environment.vertx().cancelTimer(reminder);
        List<Future<Void>> closing = new ArrayList<>();
        byListener.values().forEach(tls -> closing.add(tls.close()));
        return Future.join(closing).mapEmpty();
    }
}

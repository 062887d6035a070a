package io.sallyport.edge.figures;

import io.sallyport.kit.api.Metrics;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections of clients: those of all event loops that are open, and by listener what became of each. Safe from any thread. */
public final class ClientFigures {
    private static final String REFUSED = "sallyport_connections_refused_total";
    private static final String REFUSED_HELP =
            "Connections of clients closed at once: beyond limits.connections or limits.perClient, or not from a proxy that may connect";

    private final Metrics metrics;
    private final AtomicInteger open = new AtomicInteger();

    public ClientFigures(Metrics metrics) {
        this.metrics = metrics;
        metrics.announceCounter(
                "sallyport_tls_handshakes_total", "TLS handshakes of clients that were completed, by version");
        metrics.gauge("sallyport_client_connections", "Open client connections", open::get);
    }

    /** Connections open in the whole edge. */
    public AtomicInteger open() {
        return open;
    }

    /** Of one listener. */
    public Of of(String listener) {
        return new Of(metrics, listener);
    }

    /** What became of the connections of a listener. */
    public static final class Of {
        private final Metrics metrics;
        private final String listener;
        private final Metrics.Counter accepted;
        private final Metrics.Counter beyondLimit;
        private final Metrics.Counter strangers;
        private final Metrics.Counter failed;
        private final Metrics.Counter notAccepted;

        private Of(Metrics metrics, String listener) {
            this.metrics = metrics;
            this.listener = listener;
            this.accepted = metrics.counter(
                    "sallyport_connections_total", "Connections of clients, by listener", "listener", listener);
            this.beyondLimit = metrics.counter(REFUSED, REFUSED_HELP, "listener", listener, "reason", "limit");
            this.strangers = metrics.counter(REFUSED, REFUSED_HELP, "listener", listener, "reason", "front");
            this.failed = metrics.counter(
                    "sallyport_connections_failed_total",
                    "Connections of clients that ended before they could bring a request: handshakes that failed, resets",
                    "listener",
                    listener);
            this.notAccepted = metrics.counter(
                    "sallyport_accept_failures_total",
                    "Times a listener could not accept a connection and paused for a second, most likely for want of descriptors",
                    "listener",
                    listener);
        }

        /** @param tls version of TLS; empty in clear text */
        public void accepted(String tls) {
            accepted.increment();
            if (!tls.isEmpty()) {
                metrics.counter(
                                "sallyport_tls_handshakes_total",
                                "TLS handshakes of clients that were completed, by version",
                                "listener",
                                listener,
                                "version",
                                tls)
                        .increment();
            }
        }

        public void beyondLimit() {
            beyondLimit.increment();
        }

        /** Before anything was read of it; {@code reason} as a label. */
        public void turnedAway(String reason) {
            metrics.counter(REFUSED, REFUSED_HELP, "listener", listener, "reason", reason)
                    .increment();
        }

        /** The system had no descriptor, or no memory, for one more. */
        public void notAccepted() {
            notAccepted.increment();
        }

        /** A proxy in front is required, and this is none. */
        public void stranger() {
            strangers.increment();
        }

        /** It ended before it was one of HTTP. */
        public void failed() {
            failed.increment();
        }
    }
}

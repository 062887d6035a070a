package io.sallyport.logs.alarm;

import java.time.Duration;
import java.util.Locale;

/** What an alarm is about. */
public enum AlarmKind {
    /** Probes leave a server out. */
    SERVER_UNHEALTHY,
    /** An edge leaves a server out, because requests to it failed. */
    SERVER_EJECTED,
    /** No server of a cluster may be asked. */
    CLUSTER_DOWN,
    /** Nothing runs the version that a route leads to. */
    ROUTE_DOWN,
    /** Several versions serve a route's default. */
    VERSION_MIXED,
    /** A server runs another version than its label says. */
    VERSION_LABEL,
    /** A server's certificate expires soon, or has. */
    CERTIFICATE_EXPIRY,
    /** One of our listeners' does. */
    LISTENER_CERTIFICATE_EXPIRY,
    /** A canary was taken back. */
    CANARY_ROLLED_BACK,
    /** Records were lost before they reached a collector. */
    RECORDS_DROPPED,
    /** No instance of a service is ready. */
    SERVICE_MISSING,
    /** A service says that something is not as it should be. */
    SERVICE_DEGRADED,
    /** A list that is fetched has grown old. */
    LIST_STALE,
    /** The store cannot be reached. */
    STORE_AWAY;

    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration ASKING = Duration.ofSeconds(5);

    /** As answers and metrics spell it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How long it must stand before it is told: services come and go one by one when a suite starts and stops, and which
     * version a server runs is not known before it has been asked.
     */
    Duration grace() {
        return switch (this) {
            case SERVICE_MISSING, SERVICE_DEGRADED, STORE_AWAY -> SETTLING;
            case ROUTE_DOWN -> ASKING;
            default -> Duration.ZERO;
        };
    }
}

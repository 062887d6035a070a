package io.sallyport.edge.pool;

import io.sallyport.contract.Outcome;
import java.net.ConnectException;

/** What an operator is told of a failure, beyond its outcome: whom we could not reach, and why. Never for a client. */
public final class FailureDetail {
    private static final int CAUSE_MAX = 160;

    private FailureDetail() {}

    /** A connection that did not come about. */
    static String connect(Origin origin, Outcome outcome, Throwable cause) {
        return cause instanceof PassageException passage
                ? String.valueOf(passage.getMessage())
                : connect(at(origin), outcome, cause);
    }

    /** @param at whom it was for, {@code host:port} */
    public static String connect(String at, Outcome outcome, Throwable cause) {
        return switch (outcome) {
            case DNS_FAILED, DNS_TIMEOUT -> "the name of " + at + " could not be looked up";
            case CONNECT_TIMEOUT -> at + " did not accept the connection in time";
            case OVERLOADED -> "this process may not open one more file for a connection to " + at + ": see ulimit -n";
            case TLS_CERTIFICATE, TLS_FAILED, TLS_ALERT -> "TLS with " + at + " failed: " + words(cause);
            default ->
                isRefused(cause) ? "connection refused by " + at : "no connection to " + at + ": " + words(cause);
        };
    }

    private static boolean isRefused(Throwable cause) {
        return cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("refused");
    }

    /** A connection that was there, and brought no answer. */
    public static String answer(Origin origin, Outcome outcome, Throwable cause) {
        String at = at(origin);
        return switch (outcome) {
            case ORIGIN_CLOSED -> at + " closed the connection before an answer";
            case ORIGIN_TIMEOUT -> at + " did not answer in time";
            case CONNECT_TIMEOUT -> at + " did not accept the connection in time";
            case OVERLOADED -> "all connections to " + at + " are busy, and too many requests wait for one";
            case EXIT_UNAVAILABLE -> "the proxy on the way to " + at + " refuses the request";
            default -> "the answer of " + at + " is not valid" + (cause == null ? "" : ": " + words(cause));
        };
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    static String at(Origin origin) {
        return at(origin.host(), origin.port());
    }

    public static String at(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String words(Throwable cause) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return words.length() <= CAUSE_MAX ? words : words.substring(0, CAUSE_MAX);
    }
}

package io.sallyport.router.health;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Failures of a probe in the words of an operator. */
final class ProbeFailure {
    private static final int MAX = 120;

    private ProbeFailure() {}

    static String reason(Throwable failure, Duration timeout) {
        // Some time-outs are kinds of ConnectException, of classes that belong to the network library.
        if (failure.getClass().getSimpleName().contains("Timeout")) {
            return "no answer within " + timeout.toMillis() + "ms";
        }
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof UnknownHostException) {
            return "name does not resolve";
        }
        if (failure instanceof HttpClosedException) {
            return "connection closed before the answer was complete";
        }
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return text.length() <= MAX ? text : text.substring(0, MAX);
    }
}

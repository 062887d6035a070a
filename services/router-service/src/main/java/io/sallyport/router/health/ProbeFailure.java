package io.sallyport.router.health;

import io.sallyport.kit.tls.TlsFilesException;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

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
        if (failure instanceof SSLException) {
            return cut("TLS: " + failure.getMessage());
        }
        if (failure instanceof TlsFilesException) {
            return cut("tls: " + failure.getMessage());
        }
        if (failure instanceof HttpClosedException) {
            return "connection closed before the answer was complete";
        }
        if (failure instanceof IllegalArgumentException) {
            return cut("not an answer of HTTP: " + failure.getMessage());
        }
        return cut(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    /** One line that any log and page can show. */
    private static String cut(String text) {
        String line = text.length() <= MAX ? text : text.substring(0, MAX);
        StringBuilder shown = new StringBuilder(line.length());
        line.chars().forEach(c -> shown.append(c < ' ' || c == 127 ? '?' : (char) c));
        return shown.toString();
    }
}

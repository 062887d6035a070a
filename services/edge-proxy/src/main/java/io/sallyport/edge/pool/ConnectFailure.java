package io.sallyport.edge.pool;

import io.sallyport.contract.Outcome;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a connection could not be made, in the vocabulary of outcomes. */
public final class ConnectFailure {
    private static final int MAX_DEPTH = 8;

    private ConnectFailure() {}

    /** Falls back to {@link Outcome#CONNECT_REFUSED}: whatever the reason, there was no connection. */
    public static Outcome outcome(Throwable cause) {
        if (cause instanceof PassageException passage) {
            return passage.outcome();
        }
        if (cause instanceof UnknownHostException) {
            return Outcome.DNS_FAILED;
        }
        if (lacksDescriptors(cause)) {
            return Outcome.OVERLOADED;
        }
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("timed out") || text.contains("timeout")) {
            return Outcome.CONNECT_TIMEOUT;
        }
        SSLException tls = tlsFailure(cause);
        return tls == null ? Outcome.CONNECT_REFUSED : tls(tls);
    }

    /** {@code EMFILE} or {@code ENFILE} in the words of the system: our bound, for which no server is to be blamed. */
    private static boolean lacksDescriptors(Throwable cause) {
        Throwable each = cause;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (String.valueOf(each.getMessage()).contains("Too many open files")) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** The same for a connection by TLS, which has failed in TLS unless it says otherwise. */
    static Outcome tlsOutcome(Throwable cause) {
        Outcome outcome = outcome(cause);
        return outcome == Outcome.CONNECT_REFUSED && !(cause instanceof IOException) ? Outcome.TLS_FAILED : outcome;
    }

    /** What TLS says about a failure; {@code null} for nothing. */
    public static SSLException tlsFailure(Throwable cause) {
        Throwable each = cause;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (each instanceof SSLException tls) {
                return tls;
            }
            each = each.getCause();
        }
        return null;
    }

    private static Outcome tls(SSLException failure) {
        if (String.valueOf(failure.getMessage()).contains("fatal alert")) {
            return Outcome.TLS_ALERT;
        }
        Throwable each = failure;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (each instanceof CertificateException || each instanceof CertPathValidatorException) {
                return Outcome.TLS_CERTIFICATE;
            }
            each = each.getCause();
        }
        return Outcome.TLS_FAILED;
    }
}

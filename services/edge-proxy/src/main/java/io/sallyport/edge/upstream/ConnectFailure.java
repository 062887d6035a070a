package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import java.net.UnknownHostException;
import java.util.Locale;

/** Why a connection could not be made, in the vocabulary of outcomes. */
public final class ConnectFailure {
    private ConnectFailure() {}

    /** Falls back to {@link Outcome#CONNECT_REFUSED}: whatever the reason, there was no connection. */
    public static Outcome outcome(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Outcome.DNS_FAILED;
        }
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean slow = text.contains("timed out") || text.contains("timeout");
        return slow ? Outcome.CONNECT_TIMEOUT : Outcome.CONNECT_REFUSED;
    }
}

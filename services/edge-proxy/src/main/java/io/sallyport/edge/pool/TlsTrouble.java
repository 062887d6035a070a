package io.sallyport.edge.pool;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why TLS with an origin fails, since neither the client nor the record may hear the details: at most
 * once in half a minute for each origin and loop. Owner: the loop's thread.
 */
final class TlsTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(TlsTrouble.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int MAX_DEPTH = 16;

    private boolean said;
    private long saidNanos;

    void note(Origin origin, Throwable cause, long nowNanos) {
        if (!origin.wire().isTls() || (said && nowNanos - saidNanos < QUIET_NANOS)) {
            return;
        }
        said = true;
        saidNanos = nowNanos;
        LOG.warn("TLS with {}:{}: {}", origin.host(), origin.port(), reason(cause));
    }

    /** The innermost message: what is thrown to us says no more than that TLS failed. */
    static String reason(Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        Throwable each = cause;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            if (each.getMessage() != null) {
                reason = each.getMessage();
            }
            each = each.getCause();
        }
        return reason;
    }
}

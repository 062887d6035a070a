package io.sallyport.edge.upstream;

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

    private boolean said;
    private long saidNanos;

    void note(Origin origin, Throwable cause, long nowNanos) {
        if (!origin.wire().isTls() || (said && nowNanos - saidNanos < QUIET_NANOS)) {
            return;
        }
        said = true;
        saidNanos = nowNanos;
        LOG.warn("TLS with {}:{}: {}", origin.host(), origin.port(), cause.getMessage());
    }
}

package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.pool.ConnectFailure;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Why a call that has a connection got no answer. */
final class CallFailure {
    private CallFailure() {}

    static Outcome outcome(Throwable cause) {
        if (ConnectFailure.tlsFailure(cause) != null) {
            return ConnectFailure.outcome(cause);
        }
        return isLoss(cause) ? Outcome.ORIGIN_CLOSED : Outcome.ORIGIN_BROKE_PROTOCOL;
    }

    /** Whether the connection or the stream was lost, with nothing wrong in what came. */
    static boolean isLoss(Throwable cause) {
        return cause instanceof HttpClosedException
                || cause instanceof StreamResetException
                || (cause instanceof IOException && !(cause instanceof SSLException));
    }
}

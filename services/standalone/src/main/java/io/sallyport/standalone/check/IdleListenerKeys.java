package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.ListenerConfig.Protocol;
import java.util.ArrayList;
import java.util.List;

/** Keys of a listener that are written there and do nothing, because of what else is written. */
final class IdleListenerKeys {
    private final Positions positions;
    private final String at;
    private final List<Finding> warnings = new ArrayList<>();

    /** @param at path of the listener, such as {@code listeners[0]} */
    IdleListenerKeys(Positions positions, String at) {
        this.positions = positions;
        this.at = at;
    }

    List<Finding> of(ListenerConfig listener) {
        if (!listener.protocols().contains(Protocol.H3)) {
            idle(".altSvc", "without h3 in protocols, so that there is nothing to remember", "altSvc with h3");
        }
        if (listener.mode() != Mode.REVERSE) {
            String reverse = "it on a reverse listener";
            idle(".trustHeader", "where no request field is believed", reverse);
            idle(".redirectPort", "where nothing is redirected", reverse);
            idle(".tls.hsts", "where answers are those of other sites, which nothing is added to", reverse);
            if (listener.tls().isPresent() && listener.tls().get().clientAuth().forward()) {
                idle(".tls.clientAuth.forward", "where servers learn nothing of clients' certificates", reverse);
            }
        }
        return warnings;
    }

    private void idle(String key, String because, String allowed) {
        if (positions.isWritten(at + key)) {
            warnings.add(positions.finding(at + key, "a key that does nothing " + because, allowed));
        }
    }
}

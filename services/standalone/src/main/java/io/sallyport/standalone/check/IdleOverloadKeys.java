package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.settings.SuiteConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keys about overload that are written there and do nothing. */
final class IdleOverloadKeys {
    private final Positions positions;

    IdleOverloadKeys(Positions positions) {
        this.positions = positions;
    }

    List<Finding> of(SuiteConfig suite) {
        List<Finding> warnings = new ArrayList<>();
        if (!suite.overload().enabled()) {
            Stream.of("queueTime", "interval", "memory", "pendingTime", "retryAfter")
                    .map(key -> "overload." + key)
                    .filter(positions::isWritten)
                    .forEach(key -> warnings.add(positions.finding(
                            key, "a key that does nothing with overload.enabled: false", "it with overload.enabled")));
        }
        for (int i = 0; i < suite.listeners().size(); i++) {
            int most = suite.listeners().get(i).connections();
            if (most > suite.limits().connections()) {
                warnings.add(positions.finding(
                        "listeners[" + i + "].connections",
                        most + ", which is never reached",
                        "at most limits.connections, " + suite.limits().connections()));
            }
        }
        return warnings;
    }
}

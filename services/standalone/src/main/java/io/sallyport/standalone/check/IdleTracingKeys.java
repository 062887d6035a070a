package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.settings.TracingConfig;
import java.util.List;
import java.util.stream.Stream;

/** Keys of {@code tracing} that are written there and do nothing, because nothing is traced. */
final class IdleTracingKeys {
    private final Positions positions;

    IdleTracingKeys(Positions positions) {
        this.positions = positions;
    }

    List<Finding> of(TracingConfig tracing) {
        if (tracing.isOn()) {
            return List.of();
        }
        return Stream.of("tracing.sample", "tracing.trust", "tracing.buffer")
                .filter(positions::isWritten)
                .map(key -> positions.finding(
                        key, "a key that does nothing where nothing is traced", "it with tracing.endpoint"))
                .toList();
    }
}

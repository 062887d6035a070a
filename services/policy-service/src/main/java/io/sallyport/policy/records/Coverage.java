package io.sallyport.policy.records;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How far an answer made of records reaches.
 *
 * @param collectors instances that were asked
 * @param missing    those of them that did not answer, or not to the end
 * @param lookedAt   records looked at
 * @param oldest     start of the oldest record that any of them keeps; empty when there is none
 * @param complete   whether everybody was read to the end
 */
public record Coverage(
        List<String> collectors, List<String> missing, long lookedAt, Optional<Instant> oldest, boolean complete) {
    public Coverage {
        collectors = List.copyOf(collectors);
        missing = List.copyOf(missing);
    }

    static Optional<Instant> instant(long micros) {
        return micros == 0 ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}

package io.sallyport.logs.source;

import io.sallyport.logs.archive.Archive;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * What this collector keeps, and by which way it may be asked.
 *
 * @param instance id of this collector
 * @param dropped  records lost before they reached it
 */
public record LocalRecords(String instance, Archive archive, QueryGate gate, Clock clock, LongSupplier dropped) {
    public long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** What there is. */
    public Frame frame() {
        return Frame.of(archive.figures(), dropped.getAsLong());
    }
}

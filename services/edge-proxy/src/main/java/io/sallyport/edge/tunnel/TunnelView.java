package io.sallyport.edge.tunnel;

import io.sallyport.contract.log.AccessRecord;
import java.time.Instant;
import java.util.Locale;

/**
 * An open tunnel as its record would show it now.
 *
 * @param number    of this edge, in the order of opening
 * @param openedAt  when its request came
 * @param seconds   since then
 * @param client    an address, or a pseudonym where records hold one
 * @param bytesIn   from the client so far
 * @param bytesOut  to the client so far
 * @param halfOpen  whether one side has ended
 */
public record TunnelView(
        long number,
        String requestId,
        Instant openedAt,
        long seconds,
        String listener,
        String protocol,
        String direction,
        String client,
        String user,
        String authority,
        String rule,
        String exit,
        long bytesIn,
        long bytesOut,
        boolean halfOpen) {
    static TunnelView of(long number, AccessRecord record, boolean halfOpen) {
        return new TunnelView(
                number,
                record.requestId(),
                Instant.EPOCH.plusNanos(record.startedAtMicros() * 1000),
                record.totalMicros() / 1_000_000,
                record.listener(),
                record.protocol(),
                record.direction().name().toLowerCase(Locale.ROOT),
                record.client(),
                record.user(),
                record.authority(),
                record.rule(),
                record.exit(),
                record.bytesIn(),
                record.bytesOut(),
                halfOpen);
    }
}

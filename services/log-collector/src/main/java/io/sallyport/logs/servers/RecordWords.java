package io.sallyport.logs.servers;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.ServerRecord;
import io.sallyport.logs.record.KeptRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A record in its short form. */
final class RecordWords {
    private static final int PATH_MAX = 256;
    private static final int DETAIL_MAX = 300;

    private RecordWords() {}

    static ServerRecord of(KeptRecord kept) {
        AccessRecord access = kept.access();
        return new ServerRecord(
                Instant.EPOCH.plus(kept.endedAtMicros(), ChronoUnit.MICROS),
                access.status(),
                access.outcome().token(),
                kept.isError() ? reason(access) : "",
                access.method(),
                cut(access.path(), PATH_MAX),
                access.version(),
                access.totalMicros(),
                access.requestId(),
                kept.edge(),
                access.sequence());
    }

    /** What the record says of it, else how it ended. */
    private static String reason(AccessRecord access) {
        if (!access.detail().isEmpty()) {
            return cut(access.detail(), DETAIL_MAX);
        }
        return access.outcome() == Outcome.FORWARDED
                ? "the server answered " + access.status()
                : access.outcome().token().replace("sp_", "").replace('_', ' ');
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}

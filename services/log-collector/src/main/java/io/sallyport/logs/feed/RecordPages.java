package io.sallyport.logs.feed;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.logs.keep.RecordRing;
import io.sallyport.logs.record.KeptRecord;
import java.util.ArrayList;
import java.util.List;

/** Cuts the ring into pages. Work and size of each are bounded. */
final class RecordPages {
    /** Records looked at for one page. */
    static final int LOOKED_AT = 50_000;

    private RecordPages() {}

    static RecordsAnswer page(RecordRing ring, RecordsQuestion question) {
        long end = ring.end();
        long begin = Math.max(ring.start(), question.from() < 0 ? end + question.from() : question.from());
        List<AccessRecord> records = new ArrayList<>();
        long position = begin;
        long last = Math.min(end, begin + LOOKED_AT);
        while (position < last && records.size() < question.limit()) {
            KeptRecord kept = ring.at(position++);
            if (kept != null && isWanted(kept.access(), question)) {
                records.add(kept.access());
            }
        }
        KeptRecord oldest = ring.at(ring.start());
        long oldestMicros = oldest == null ? 0 : oldest.access().startedAtMicros();
        return new RecordsAnswer(records, Math.min(begin, end), Math.min(position, end), end, oldestMicros);
    }

    private static boolean isWanted(AccessRecord access, RecordsQuestion question) {
        return access.kind() != AccessRecord.Kind.PROGRESS
                && access.startedAtMicros() >= question.sinceMicros()
                && access.startedAtMicros() < question.untilMicros()
                && !(question.reportedOnly() && access.reported().isEmpty());
    }
}

package io.sallyport.logs.feed;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import java.util.ArrayList;
import java.util.List;

/** Cuts the archive into pages. Work and size of each are bounded. */
final class RecordPages {
    /** Records looked at for one page. */
    static final int LOOKED_AT = 200_000;

    private static final String WANTED =
            "WHERE position >= ? AND position < ? AND \"startedAtMicros\" >= ? AND \"startedAtMicros\" < ?"
                    + " AND kind NOT IN ('progress', 'admin')";

    private RecordPages() {}

    static RecordsAnswer page(Archive archive, RecordsQuestion question) {
        ArchiveFigures figures = archive.figures();
        long end = figures.end();
        long from = Math.max(0, question.from() < 0 ? end + question.from() : question.from());
        long begin = Math.min(end, archive.skip(from, question.sinceMicros(), question.untilMicros()));
        long until = Math.min(end, begin + LOOKED_AT);
        List<AccessRecord> records = new ArrayList<>();
        long[] last = {begin - 1};
        try (Reading reading = archive.openPositions(begin, until)) {
            KeptRows.each(
                    reading,
                    rest(question),
                    (kept, position) -> {
                        last[0] = position;
                        return records.add(kept.access());
                    },
                    begin,
                    until,
                    question.sinceMicros(),
                    question.untilMicros());
        }
        boolean full = records.size() == question.limit();
        return new RecordsAnswer(records, begin, full ? last[0] + 1 : until, end, figures.oldestMicros());
    }

    private static String rest(RecordsQuestion question) {
        String reported = question.reportedOnly() ? " AND reported <> ''" : "";
        return WANTED + reported + " ORDER BY position LIMIT " + question.limit();
    }
}

package io.sallyport.logs.query;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers a {@link StatsQuery} by looking at every record once. Holds one number per record counted. */
public final class StatsScan {
    /** Groups told apart; what comes after them is counted under {@code other}. */
    public static final int MAX_GROUPS = 1000;

    private final StatsQuery query;
    private final List<String> other;
    private final Map<List<String>, Group> groups = new HashMap<>();

    private StatsScan(StatsQuery query) {
        this.query = query;
        this.other = Collections.nCopies(query.by().size(), "other");
    }

    /** One row per group, the largest first. */
    public static List<StatsRow> run(Archive archive, StatsQuery query) {
        StatsScan scan = new StatsScan(query);
        Selection selection = query.selection();
        try (Reading reading = archive.open(selection.sinceMicros(), selection.untilMicros())) {
            KeptRows.each(reading, "", (kept, position) -> {
                if (scan.isCounted(kept) && selection.accepts(kept)) {
                    scan.group(kept).add(kept);
                }
                return true;
            });
        }
        return scan.rows();
    }

    /**
     * Copies of requests are nobody's traffic: they count where sides are told apart and nowhere else. A tunnel's bytes are
     * all in the record of its end: those before it count where kinds are told apart.
     */
    private boolean isCounted(KeptRecord kept) {
        return (!kept.isCopy() || query.by().contains(Field.TRACK))
                && (!kept.isProgress() || query.by().contains(Field.KIND));
    }

    private Group group(KeptRecord kept) {
        List<String> values = query.by().stream().map(field -> field.text(kept)).toList();
        Group group = groups.get(values);
        if (group != null) {
            return group;
        }
        return groups.computeIfAbsent(groups.size() < MAX_GROUPS ? values : other, key -> new Group());
    }

    private List<StatsRow> rows() {
        return groups.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .sorted(Comparator.comparingLong(StatsRow::count).reversed())
                .toList();
    }

    private static final class Group {
        private long[] micros = new long[16];
        private int count;
        private long errors;
        private long bytesIn;
        private long bytesOut;

        void add(KeptRecord kept) {
            AccessRecord access = kept.access();
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, count * 2);
            }
            micros[count++] = access.totalMicros();
            errors += kept.isError() ? 1 : 0;
            bytesIn += access.bytesIn();
            bytesOut += access.bytesOut();
        }

        StatsRow row(List<String> values) {
            Arrays.sort(micros, 0, count);
            return new StatsRow(values, count, errors, bytesIn, bytesOut, rank(50), rank(90), rank(99));
        }

        private long rank(int percent) {
            long position = ((long) count * percent + 99) / 100;
            return micros[(int) Math.max(0, position - 1)];
        }
    }
}

package io.sallyport.policy.compile;

import io.sallyport.policy.engine.list.ParsedNames;
import io.sallyport.policy.engine.list.ParsedNames.SkippedLine;
import io.sallyport.policy.engine.list.SkipReason;
import io.sallyport.policy.source.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What reading a list file has shown.
 *
 * @param stamp     of the file when it was read
 * @param digest    hex SHA-256 of the compiled bytes
 * @param byReason  lines that were not used, by reason
 * @param first     the first few of them
 * @param heapBytes that the names take in each process that asks them
 * @param took      to read and compile it
 */
public record ListReport(
        Path file,
        FileStamp stamp,
        String digest,
        long names,
        long exceptions,
        long lines,
        long skipped,
        Map<SkipReason, Long> byReason,
        List<SkippedLine> first,
        long heapBytes,
        Duration took) {
    public ListReport {
        byReason = Map.copyOf(byReason);
        first = List.copyOf(first);
    }

    static ListReport of(Path file, FileStamp stamp, String digest, ParsedNames parsed, Duration took) {
        return new ListReport(
                file,
                stamp,
                digest,
                parsed.names().size(),
                parsed.names().exceptions(),
                parsed.lines(),
                parsed.skipped(),
                parsed.byReason(),
                parsed.first(),
                parsed.names().heapBytes(),
                took);
    }
}

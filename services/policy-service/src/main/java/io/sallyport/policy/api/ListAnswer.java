package io.sallyport.policy.api;

import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.policy.compile.ListReport;
import io.sallyport.policy.engine.list.ParsedNames.SkippedLine;
import io.sallyport.policy.subscription.Fetched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A list as it is in force.
 *
 * @param source          its file or URL
 * @param names           that it lists
 * @param exceptions      names that it takes out again
 * @param missing         whether nothing has been fetched yet, and rules that refuse by it apply to every site
 * @param digest          of the compiled form; empty when missing
 * @param rules           that ask it
 * @param lines           of its text
 * @param skipped         lines that are not used, wholly or in part
 * @param skippedByReason the same by reason
 * @param firstSkipped    the first few of them
 * @param heapBytes       that it takes in each process that asks it
 * @param compileMillis   that reading and compiling took
 * @param subscription    of a list that is fetched
 */
public record ListAnswer(
        String name,
        String source,
        String format,
        long names,
        long exceptions,
        boolean missing,
        String digest,
        List<String> rules,
        long lines,
        long skipped,
        Map<String, Long> skippedByReason,
        List<Skipped> firstSkipped,
        long heapBytes,
        long compileMillis,
        Optional<SubscriptionAnswer> subscription) {

    /** A line that is not used. */
    public record Skipped(long line, String reason, String text, String remedy) {
        static Skipped of(SkippedLine line) {
            return new Skipped(
                    line.line(),
                    line.reason().token(),
                    line.text(),
                    line.reason().remedy());
        }
    }

    /**
     * How fetching goes. Times are null where it has not happened.
     *
     * @param checkedAt when the server was last asked with success
     * @param stale     whether that is more than three refreshes ago
     * @param failures  attempts in a row that brought nothing
     * @param heldBack  why what was fetched last is not taken; empty when it is
     */
    public record SubscriptionAnswer(
            String refresh,
            Instant fetchedAt,
            Instant checkedAt,
            Instant nextAt,
            long bytes,
            String etag,
            boolean stale,
            int failures,
            String error,
            String heldBack) {
        static SubscriptionAnswer of(ListDocument list, Fetched known, boolean stale) {
            return new SubscriptionAnswer(
                    list.refresh().toSeconds() + "s",
                    orNull(known.fetchedAt()),
                    orNull(known.checkedAt()),
                    orNull(known.nextAt()),
                    known.bytes(),
                    known.etag(),
                    stale,
                    known.failures(),
                    known.error(),
                    known.held());
        }

        private static Instant orNull(Instant time) {
            return time.equals(Instant.EPOCH) ? null : time;
        }
    }

    /** @param report of reading it here; none when another instance compiled it from another text */
    static ListAnswer of(
            ListDocument list,
            CompiledList compiled,
            List<String> rules,
            Optional<ListReport> report,
            Optional<SubscriptionAnswer> subscription) {
        Map<String, Long> byReason = new TreeMap<>();
        report.ifPresent(read -> read.byReason().forEach((reason, count) -> byReason.put(reason.token(), count)));
        return new ListAnswer(
                list.name(),
                list.file().orElseGet(() -> list.url().orElse("")),
                list.format().name().toLowerCase(java.util.Locale.ROOT),
                compiled.names(),
                report.map(ListReport::exceptions).orElse(0L),
                compiled.absent(),
                compiled.digest(),
                rules,
                report.map(ListReport::lines).orElse(0L),
                compiled.skipped(),
                byReason,
                report.map(ListReport::first).orElse(List.of()).stream()
                        .map(Skipped::of)
                        .toList(),
                report.map(ListReport::heapBytes).orElse(0L),
                report.map(read -> read.took().toMillis()).orElse(0L),
                subscription);
    }
}

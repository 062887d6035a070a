package io.sallyport.faults;

import io.sallyport.faults.load.Latencies;
import io.sallyport.faults.load.Sample;
import io.sallyport.faults.load.Sample.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What came of a case.
 *
 * @param samples every request of it
 * @param struck  when the fault began, on the clock of {@link System#nanoTime}
 * @param ended   when it ended
 * @param healed  when the suite was whole again by its own account
 * @param tally   records kept, and what servers counted
 * @param scene   with its notes
 */
record Verdict(FaultCase fault, List<Sample> samples, long struck, long ended, long healed, Tally tally, Scene scene) {
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Requests that the fault could touch: under way or begun between its beginning and the suite's healing. */
    List<Sample> touched() {
        return samples.stream()
                .filter(sample -> sample.endNanos() > struck && sample.startNanos() < healed)
                .toList();
    }

    List<Sample> with(Result result) {
        return samples.stream().filter(sample -> sample.result() == result).toList();
    }

    /** Right answers that took more than two seconds. */
    long late() {
        return samples.stream()
                .filter(Sample::isRight)
                .filter(sample -> sample.nanos() > LATE_NANOS)
                .count();
    }

    /** From the beginning of the fault to the end of the last request that failed by it; 0: none did. */
    long noticedMillis() {
        return with(Result.FAILED).stream()
                .mapToLong(sample -> TimeUnit.NANOSECONDS.toMillis(sample.endNanos() - struck))
                .max()
                .orElse(0);
    }

    /** From the end of the fault until the suite was whole again. */
    long healedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(healed - ended);
    }

    Latencies touchedTimes() {
        return Latencies.of(touched().stream().filter(Sample::isRight).toList());
    }

    /** Failures by kind and reason, with how many of each. */
    Map<String, Long> failures() {
        return with(Result.FAILED).stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.kind() + " " + sample.detail(), TreeMap::new, Collectors.counting()));
    }

    /** What the case does not allow; empty: it has passed. */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        with(Result.WRONG).forEach(sample -> objections.add("wrong: " + describe(sample)));
        if (!fault.allowed().stale()) {
            with(Result.STALE).forEach(sample -> objections.add("stale: " + describe(sample)));
        }
        failuresBeyond(objections);
        tally.objections(fault.allowed(), objections);
        return objections;
    }

    private void failuresBeyond(List<String> objections) {
        List<Sample> touched = touched();
        List<Sample> failed = with(Result.FAILED);
        failed.stream()
                .filter(sample ->
                        !touched.contains(sample) || !fault.allowed().failed().test(scene, sample))
                .forEach(sample -> objections.add("failed: " + describe(sample)));
        double share = failed.size() / (double) Math.max(1, touched.size());
        if (share > fault.allowed().share()) {
            objections.add("failed " + failed.size() + " of " + touched.size());
        }
    }

    private String describe(Sample sample) {
        return sample.kind() + " at edge " + sample.edge() + ", " + millis(sample.startNanos()) + " to "
                + millis(sample.endNanos()) + ": " + sample.detail();
    }

    /** As the fault sees the time. */
    private String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - struck) + " ms";
    }
}

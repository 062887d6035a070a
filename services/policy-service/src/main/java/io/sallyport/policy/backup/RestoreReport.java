package io.sallyport.policy.backup;

import java.util.List;
import java.util.Map;

/**
 * What came of a restore, or would.
 *
 * @param policy      of the text in force: {@code changed}, {@code unchanged}, or {@code none} when the archive has none
 * @param history     whether the revisions of the archive are the past of the one in force now
 * @param generations that the next snapshots are above, by subject
 * @param unlocks     that were added
 * @param canaries    that are as the archive has them and were not before
 * @param notRestored what the archive holds for reading only
 */
public record RestoreReport(
        boolean dryRun,
        String policy,
        boolean history,
        Map<String, Long> generations,
        int unlocks,
        int canaries,
        List<String> notRestored) {
    public RestoreReport {
        generations = Map.copyOf(generations);
        notRestored = List.copyOf(notRestored);
    }
}

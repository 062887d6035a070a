package io.sallyport.policy.api;

import io.sallyport.policy.engine.replay.ReplayReport;
import io.sallyport.policy.records.Coverage;
import java.util.List;

/**
 * What became of a replay.
 *
 * @param generation of the policy that it is compared with
 * @param cannotTell what records cannot tell, in words
 */
public record ReplayAnswer(long generation, ReplayReport report, Coverage coverage, List<String> cannotTell) {
    private static final List<String> CANNOT_TELL = List.of(
            "of limits and logins only what the same rule has found then is known",
            "of a target with several addresses only the one that was dialled is known",
            "unlocks are left out of account",
            "what clients would have done next, had they got another answer");

    public ReplayAnswer {
        cannotTell = List.copyOf(cannotTell);
    }

    static ReplayAnswer of(long generation, ReplayReport report, Coverage coverage) {
        return new ReplayAnswer(generation, report, coverage, CANNOT_TELL);
    }
}

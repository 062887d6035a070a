package io.sallyport.policy.engine.replay;

import io.sallyport.policy.engine.report.TopCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have made of recorded requests.
 *
 * @param requests      judged twice
 * @param changes       how many of them changed in which way, by {@link Change}
 * @param undecidable   what was missing, by {@link Unknown}, for how many; a request may miss several things
 * @param notAsked      requests that no rule was asked about, such as those that could not be understood, by outcome
 * @param groups        what changed, by the rules before and after; most frequent first
 * @param others        requests that changed and are in none of the groups, because there are too many
 * @param recordedOther requests for which the record names another rule than the policy that runs does now, because it was another
 *     one then
 * @param from          start of the oldest request judged, in ISO 8601; null when there was none
 * @param until         start of the newest one
 */
public record ReplayReport(
        long requests,
        Map<Change, Long> changes,
        Map<Unknown, Long> undecidable,
        Map<String, Long> notAsked,
        List<Group> groups,
        long others,
        long recordedOther,
        @Nullable String from,
        @Nullable String until) {
    public ReplayReport {
        changes = Map.copyOf(changes);
        undecidable = Map.copyOf(undecidable);
        notAsked = Map.copyOf(notAsked);
        groups = List.copyOf(groups);
    }

    /**
     * Requests that changed in the same way.
     *
     * @param before rule and what it does, such as {@code default (allow)}; several when it is not known which
     * @param sites  most frequent first
     */
    public record Group(
            Change change,
            String before,
            String after,
            long requests,
            List<TopCounts.Count> sites,
            List<Example> examples) {
        public Group {
            sites = List.copyOf(sites);
            examples = List.copyOf(examples);
        }
    }

    /** One request. */
    public record Example(String at, String method, String url, String client, String user) {}
}

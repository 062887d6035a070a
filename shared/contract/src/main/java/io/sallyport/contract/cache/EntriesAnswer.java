package io.sallyport.contract.cache;

import java.time.Instant;
import java.util.List;

/**
 * What an edge's cache knows of a URL.
 *
 * @param edge     instance that answers
 * @param asked    what would become of a GET, by listener kind: one for reverse listeners, one for forward listeners
 * @param entries  what is stored, on any track and under any further parts of the key
 * @param more     entries that are left out, because there are too many
 * @param refusals answers that were not stored of late, newest first
 */
public record EntriesAnswer(
        String edge, List<AskedPlan> asked, List<CacheEntry> entries, int more, List<Refused> refusals) {
    public EntriesAnswer {
        asked = asked == null ? List.of() : List.copyOf(asked);
        entries = entries == null ? List.of() : List.copyOf(entries);
        refusals = refusals == null ? List.of() : List.copyOf(refusals);
    }

    /**
     * What would become of a GET without further fields than those supposed, and without a draw for a canary.
     *
     * @param side    {@code reverse} or {@code forward}
     * @param route   name; empty on the forward side, or when none leads to a server
     * @param enabled whether answers may be kept at all
     * @param rules   how keys are made
     * @param url     under which it lies, after those rules; empty when nothing is kept
     * @param track   which servers answer
     * @param parts   what further fields add to the key
     * @param outcome {@code hit}, {@code stale}, {@code validate}, {@code miss}, {@code bypass} or {@code off}
     * @param detail  why
     */
    public record AskedPlan(
            String side,
            String route,
            boolean enabled,
            String rules,
            String url,
            String track,
            String parts,
            String outcome,
            String detail) {}

    /**
     * An answer that was not stored.
     *
     * @param at     when it came
     * @param status of the answer
     * @param reason token, as {@code detail} in {@code Cache-Status}
     */
    public record Refused(String url, String track, String parts, Instant at, int status, String reason) {}
}

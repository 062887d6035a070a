package io.sallyport.policy.engine.list;

import java.util.List;
import java.util.Map;

/**
 * What a list file held.
 *
 * @param lines    of the text, empty ones and comments included
 * @param skipped  lines that were not used, wholly or in part
 * @param byReason the same by reason; reasons that do not occur are left out
 * @param first    the first few of them
 */
public record ParsedNames(
        NameSet names, long lines, long skipped, Map<SkipReason, Long> byReason, List<SkippedLine> first) {
    /**
     * A line that was not used.
     *
     * @param line counted from 1
     * @param text its beginning, printable
     */
    public record SkippedLine(long line, SkipReason reason, String text) {
        @Override
        public String toString() {
            return "line " + line + ": found \"" + text + "\", " + reason.remedy();
        }
    }

    public ParsedNames {
        byReason = Map.copyOf(byReason);
        first = List.copyOf(first);
    }
}

package io.sallyport.policy.engine;

import java.util.List;

/**
 * What a list file held.
 *
 * @param skipped lines that were not understood, wholly or in part
 * @param first   the first few of them
 */
public record ParsedNames(NameSet names, long skipped, List<SkippedLine> first) {
    /**
     * A line that was not understood.
     *
     * @param line   counted from 1
     * @param reason what is wrong with it
     */
    public record SkippedLine(long line, String reason) {}

    public ParsedNames {
        first = List.copyOf(first);
    }
}

package io.sallyport.logs.archive.parts;

/**
 * What a part reaches over.
 *
 * @param rows          how many
 * @param firstPosition of the row that arrived first; of one to come while there is none
 * @param lastPosition  of the row that arrived last; one less than the first while there is none
 * @param minMicros     earliest start, microseconds since 1970
 * @param maxMicros     latest start, which a clock that was wrong puts anywhere
 */
public record Span(long rows, long firstPosition, long lastPosition, long minMicros, long maxMicros) {
    /** Nothing yet. */
    public static Span from(long position) {
        return new Span(0, position, position - 1, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** With one more row. */
    public Span with(long position, long startedAtMicros) {
        return new Span(
                rows + 1,
                rows == 0 ? position : firstPosition,
                position,
                Math.min(minMicros, startedAtMicros),
                Math.max(maxMicros, startedAtMicros));
    }

    /** Whether rows may have positions of a range. */
    public boolean holds(long from, long until) {
        return rows > 0 && lastPosition >= from && firstPosition < until;
    }

    /** Whether rows may have begun in a range. */
    public boolean touches(long sinceMicros, long untilMicros) {
        return rows > 0 && maxMicros >= sinceMicros && minMicros < untilMicros;
    }
}

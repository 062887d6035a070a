package io.sallyport.logs.source;

import io.sallyport.logs.archive.ArchiveFigures;

/**
 * What there is at collectors beside what was asked for.
 *
 * @param dropped      records lost before they reached them
 * @param kept         records that can be asked for
 * @param oldestMicros start of the one kept longest, microseconds since 1970; 0 when there is none
 */
public record Frame(long dropped, long kept, long oldestMicros) {
    /** Nothing. */
    public static final Frame NONE = new Frame(0, 0, 0);

    static Frame of(ArchiveFigures figures, long dropped) {
        return new Frame(dropped, figures.records(), figures.oldestMicros());
    }

    /** Both together. */
    Frame plus(Frame other) {
        long oldest = oldestMicros == 0 || other.oldestMicros == 0
                ? Math.max(oldestMicros, other.oldestMicros)
                : Math.min(oldestMicros, other.oldestMicros);
        return new Frame(dropped + other.dropped, kept + other.kept, oldest);
    }
}

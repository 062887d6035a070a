package io.sallyport.logs.archive;

/**
 * How much is kept.
 *
 * @param records      rows in all parts
 * @param bytes        on disk, or in memory
 * @param parts        into which time is cut
 * @param oldestMicros start of the oldest record of traffic, microseconds since 1970; 0 when there is none
 * @param end          position after that of the newest record
 */
public record ArchiveFigures(long records, long bytes, int parts, long oldestMicros, long end) {}

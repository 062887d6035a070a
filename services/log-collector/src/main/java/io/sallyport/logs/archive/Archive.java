package io.sallyport.logs.archive;

import io.sallyport.logs.record.KeptRecord;
import java.util.List;

/**
 * All records that this collector keeps. They can be asked in SQL: each is a row, with one column for each {@link
 * io.sallyport.logs.record.Field}, named by its label; numeric fields are {@code BIGINT}, all others {@code VARCHAR}, none of them
 * ever null. The last column, {@code position}, counts the arrivals of this collector: no two rows have the same.
 *
 * <p>Everything here blocks: it is called on worker threads only.
 */
public interface Archive extends AutoCloseable {
    /** Deliveries that are remembered, the newest; older ones are forgotten with time. */
    int DELIVERIES = 10_000;

    /**
     * Keeps records; when this returns they survive the end of the process and can be asked for. One thread at a time.
     *
     * @param deliveries that brought them, kept in the same transaction: after a crash there are both or neither; none when
     *     they came by the bus
     * @throws ArchiveException when they could not be kept; then none of them was, nor any delivery
     */
    void append(List<KeptRecord> records, List<Delivery> deliveries);

    /** The newest {@value #DELIVERIES} deliveries, perhaps more, oldest first. Asked once, at the start. */
    List<Delivery> deliveries();

    /**
     * Takes records out again, and the deliveries that brought them, in one transaction: another collector has them. Seldom,
     * and may take its time. Same thread as {@link #append}.
     *
     * @param deliveries of each, the edge's records from the first sequence to the last
     */
    void withdraw(List<Delivery> deliveries);

    /**
     * Begins a reading of the parts that may hold records of a range; later appends may or may not be seen. Any thread.
     *
     * @param sinceMicros first start that counts, microseconds since 1970
     * @param untilMicros first start that no longer counts
     */
    Reading open(long sinceMicros, long untilMicros);

    /** The same for the parts that may hold records of a range of positions. */
    Reading openPositions(long from, long until);

    /**
     * The first position from one on at which there may be a record of a range of starts; the end of all when there is none.
     * It lets those who go through records by position pass over what they do not want.
     */
    long skip(long position, long sinceMicros, long untilMicros);

    /** How much there is, for status and metrics. Any thread, and cheap. */
    ArchiveFigures figures();

    @Override
    void close();
}

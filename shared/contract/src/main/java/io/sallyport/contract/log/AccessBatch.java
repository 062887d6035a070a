package io.sallyport.contract.log;

import java.util.List;

/**
 * Records of one edge, in order. Sent at least once; {@code (edge, sequence)} tells duplicates.
 *
 * @param edge          instance id of the edge
 * @param records       one or more, ascending by sequence
 * @param droppedBefore how many records this edge has dropped since the batch before, because its buffer was full
 */
public record AccessBatch(String edge, List<AccessRecord> records, long droppedBefore) {
    public AccessBatch {
        records = List.copyOf(records);
    }
}

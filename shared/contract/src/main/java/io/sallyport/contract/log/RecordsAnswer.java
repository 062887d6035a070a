package io.sallyport.contract.log;

import java.util.List;

/**
 * A page of records.
 *
 * @param records      in the order of their arrival; it may be fewer than asked for, or none, before the end
 * @param begin        position at which the page begins
 * @param next         position at which the next one begins
 * @param end          position behind the newest record
 * @param oldestMicros start of the record that has been kept longest; 0 when there is none
 */
public record RecordsAnswer(List<AccessRecord> records, long begin, long next, long end, long oldestMicros) {
    public RecordsAnswer {
        records = List.copyOf(records);
    }
}

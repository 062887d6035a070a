package io.sallyport.logs.query;

import io.sallyport.logs.record.KeptRecord;
import java.util.List;
import java.util.Optional;

/**
 * An answer to a {@link RecordQuery}.
 *
 * @param records in the order asked for
 * @param next    where the next page goes on; empty when this is the last
 */
public record RecordPage(List<KeptRecord> records, Optional<Place> next) {
    public RecordPage {
        records = List.copyOf(records);
    }
}

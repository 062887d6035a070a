package io.sallyport.logs.source;

import io.sallyport.logs.query.Place;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.scan.RecordReader;
import io.sallyport.logs.scan.Stop;
import io.vertx.core.Future;
import java.util.Optional;

/** The records of this collector. */
final class LocalRows implements RowSource {
    private final LocalRecords records;
    private final RecordReader reader;
    private final Stop stop = new Stop();

    LocalRows(LocalRecords records, RecordQuery query) {
        this.records = records;
        this.reader = new RecordReader(records.archive(), query);
    }

    @Override
    public String collector() {
        return records.instance();
    }

    @Override
    public boolean isPeer() {
        return false;
    }

    @Override
    public Future<Answer> page(Optional<Place> after, int limit) {
        return records.gate()
                .run(stop, () -> new Answer(reader.page(after, limit, records.nowMicros(), stop), records.frame()));
    }

    @Override
    public void stop() {
        stop.stop(Stop.Reason.GONE);
    }
}

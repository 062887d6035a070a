package io.sallyport.logs.write;

import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.record.Row;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes an answer in pieces: its beginning, rows, and its end. Any thread, one at a time. */
public interface RowWriter {
    /** The media type. */
    String type();

    /** What stands before the rows. */
    Buffer begin();

    Buffer rows(List<Row> rows);

    /**
     * What stands behind the rows.
     *
     * @param frame members of a JSON answer beside the records, as JSON without braces
     */
    Buffer end(String frame);

    /** For a question's format and fields. */
    static RowWriter of(RecordQuery query) {
        return switch (query.format()) {
            case JSON -> new JsonRows(query.fields(), true);
            case NDJSON -> new JsonRows(query.fields(), false);
            case CSV -> new CsvRows(query.fields());
            case COMMON, COMBINED -> new LineRows(query.format());
        };
    }
}

package io.sallyport.logs.query;

import io.sallyport.logs.record.Row;
import java.util.List;

/**
 * Some records that a question wants.
 *
 * @param rows in the order asked for
 * @param more whether there are others behind them
 */
public record RowPage(List<Row> rows, boolean more) {
    public RowPage {
        rows = List.copyOf(rows);
    }
}

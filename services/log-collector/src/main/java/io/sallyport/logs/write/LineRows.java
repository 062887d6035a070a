package io.sallyport.logs.write;

import io.sallyport.contract.log.line.CommonLine;
import io.sallyport.contract.log.line.LineWriter;
import io.sallyport.logs.query.Format;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.record.Row;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Lines as access logs have them; what these formats do not know, such as a copy for a shadow, has none. */
final class LineRows implements RowWriter {
    private final LineWriter lines;

    LineRows(Format format) {
        this.lines = format == Format.COMBINED ? CommonLine.combined() : CommonLine.common();
    }

    @Override
    public String type() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public Buffer begin() {
        return Buffer.buffer();
    }

    @Override
    public Buffer rows(List<Row> rows) {
        StringBuilder out = new StringBuilder(rows.size() * 256);
        for (Row row : rows) {
            KeptRecord kept = row.kept();
            if (CommonLine.tells(kept.access())) {
                lines.write(out, kept.edge(), kept.access());
            }
        }
        return Buffer.buffer(out.toString());
    }

    @Override
    public Buffer end(String frame) {
        return Buffer.buffer();
    }
}

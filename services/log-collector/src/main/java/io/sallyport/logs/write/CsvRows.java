package io.sallyport.logs.write;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.Row;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CSV as of <a href="https://datatracker.ietf.org/doc/html/rfc4180#section-2">RFC 4180</a>, with a line of names. A text that
 * a spreadsheet would take for a formula gets an apostrophe before it: clients choose their own paths and user agents.
 */
final class CsvRows implements RowWriter {
    private static final String FORMULA = "=+-@\t\r\n";
    private static final String END = "\r\n";

    private final List<Field> fields;

    CsvRows(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    @Override
    public String type() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public Buffer begin() {
        return Buffer.buffer(fields.stream().map(Field::label).collect(Collectors.joining(",")) + END);
    }

    @Override
    public Buffer rows(List<Row> rows) {
        StringBuilder out = new StringBuilder(rows.size() * 512);
        for (Row row : rows) {
            for (int i = 0; i < fields.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(out, fields.get(i), row);
            }
            out.append(END);
        }
        return Buffer.buffer(out.toString());
    }

    private static void write(StringBuilder out, Field field, Row row) {
        if (field.type().isNumeric()) {
            out.append(row.number(field));
            return;
        }
        String text = row.text(field);
        if (text.isEmpty()) {
            return;
        }
        String safe = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n' || c < ' ');
        out.append(quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
    }

    @Override
    public Buffer end(String frame) {
        return Buffer.buffer();
    }
}

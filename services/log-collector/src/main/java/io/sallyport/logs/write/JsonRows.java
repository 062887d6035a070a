package io.sallyport.logs.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.Row;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * JSON: one object with the records in it, or one object a line. The names are those of {@link Field}; with
 * {@code startedAtMicros} comes {@code startedAt}, the same as ISO 8601 in UTC.
 */
public final class JsonRows implements RowWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Field> fields;
    private final boolean framed;
    private boolean first = true;

    JsonRows(List<Field> fields, boolean framed) {
        this.fields = List.copyOf(fields);
        this.framed = framed;
    }

    /** All of a record on one line, without the end of the line. */
    public static String line(Row row) {
        return new JsonRows(List.of(Field.values()), false).text(List.of(row)).strip();
    }

    @Override
    public String type() {
        return framed ? "application/json" : "application/x-ndjson";
    }

    @Override
    public Buffer begin() {
        return Buffer.buffer(framed ? "{\"records\":[" : "");
    }

    @Override
    public Buffer rows(List<Row> rows) {
        return Buffer.buffer(bytes(rows).toByteArray());
    }

    private String text(List<Row> rows) {
        return bytes(rows).toString(StandardCharsets.UTF_8);
    }

    private ByteArrayOutputStream bytes(List<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.size() * 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(null);
            for (Row row : rows) {
                if (framed && !first) {
                    json.writeRaw(',');
                }
                first = false;
                record(json, row);
                if (!framed) {
                    json.writeRaw('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes;
    }

    private void record(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        if (fields.contains(Field.STARTED_AT)) {
            json.writeStringField(
                    "startedAt", instant(row.number(Field.STARTED_AT)).toString());
        }
        for (Field field : fields) {
            if (field.type().isNumeric()) {
                json.writeNumberField(field.label(), row.number(field));
            } else {
                json.writeStringField(field.label(), row.text(field));
            }
        }
        json.writeEndObject();
    }

    @Override
    public Buffer end(String frame) {
        return Buffer.buffer(framed ? "]," + frame + "}" : "");
    }

    /** A point in time of microseconds since 1970. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

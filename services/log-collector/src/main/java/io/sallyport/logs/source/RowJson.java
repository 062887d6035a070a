package io.sallyport.logs.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sallyport.logs.query.RowPage;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.Row;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link io.sallyport.logs.write.JsonRows} writes; members of a newer collector that we do not know are passed over. */
public final class RowJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RowJson() {}

    /** One record; UncheckedIOException when it is none. */
    public static Row row(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return row(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of a collector cannot be read", e);
        }
    }

    static RowSource.Answer page(Buffer body) {
        List<Row> rows = new ArrayList<>();
        boolean more = false;
        long dropped = 0;
        long kept = 0;
        long oldest = 0;
        try (JsonParser json = JSON.createParser(body.getBytes())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "records" -> rows(json, rows);
                    case "next" -> more = json.currentToken() != JsonToken.VALUE_NULL;
                    case "dropped" -> dropped = json.getLongValue();
                    case "kept" -> kept = json.getLongValue();
                    case "oldest" -> oldest = micros(json.getValueAsString(""));
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of a collector cannot be read", e);
        }
        return new RowSource.Answer(new RowPage(rows, more), new Frame(dropped, kept, oldest));
    }

    private static void rows(JsonParser json, List<Row> rows) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            rows.add(row(json));
        }
    }

    private static Row row(JsonParser json) throws IOException {
        Row row = new Row();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Field field = Field.named(json.currentName());
            json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else if (field.type().isNumeric()) {
                row.set(field, json.getLongValue());
            } else {
                row.set(field, json.getText());
            }
        }
        return row;
    }

    private static long micros(String instant) {
        return instant.isEmpty() ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}

package io.sallyport.logs.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sallyport.logs.query.RecordPage;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes pages of records as JSON. The names are those of {@link Field}, and {@code startedAt} as ISO 8601 in UTC. */
final class RecordJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RecordJson() {}

    /**
     * What an answer says beside the records.
     *
     * @param dropped records lost before they reached this collector
     * @param kept    records that could be asked for
     * @param oldest  start of the one kept longest; {@code null} when there is none
     */
    record Frame(long dropped, long kept, Instant oldest) {}

    /** One object with the records in it. */
    static Buffer object(RecordPage page, Frame frame) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("records");
            for (KeptRecord kept : page.records()) {
                record(json, kept);
            }
            json.writeEndArray();
            json.writeStringField("next", page.next().map(Object::toString).orElse(null));
            json.writeNumberField("dropped", frame.dropped());
            json.writeNumberField("kept", frame.kept());
            json.writeStringField(
                    "oldest", frame.oldest() == null ? null : frame.oldest().toString());
            json.writeEndObject();
        });
    }

    /** One object per line. */
    static Buffer lines(RecordPage page) {
        return write(json -> {
            json.setRootValueSeparator(null);
            for (KeptRecord kept : page.records()) {
                record(json, kept);
                json.writeRaw('\n');
            }
        });
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static void record(JsonGenerator json, KeptRecord kept) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "startedAt", instant(kept.access().startedAtMicros()).toString());
        for (Field field : Field.values()) {
            if (field.type().isNumeric()) {
                json.writeNumberField(field.label(), field.number(kept));
            } else {
                json.writeStringField(field.label(), field.text(kept));
            }
        }
        json.writeEndObject();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static Buffer write(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}

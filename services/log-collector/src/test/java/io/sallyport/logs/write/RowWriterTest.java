package io.sallyport.logs.write;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.query.Format;
import io.sallyport.logs.query.Order;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.Selection;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.Row;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowWriterTest {
    @Test
    void writesJsonInPieces() {
        RowWriter writer = writer(Format.JSON, Field.STARTED_AT, Field.PATH);
        Row row = Row.of(record().kept());

        String all = writer.begin().toString()
                + writer.rows(List.of(row, row))
                + writer.rows(List.of(row))
                + writer.end("\"next\":null");

        JsonObject answer = new JsonObject(all);
        assertThat(answer.getJsonArray("records")).hasSize(3);
        assertThat(answer.getJsonArray("records").getJsonObject(2))
                .isEqualTo(new JsonObject()
                        .put("startedAt", "2026-01-01T00:00:00Z")
                        .put("startedAtMicros", 1_767_225_600_000_000L)
                        .put("path", "/api/items?page=2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    plain            | plain
                    a,b              | "a,b"
                    say "so"         | "say ""so""\"
                    =1+2             | '=1+2
                    +1               | '+1
                    -1               | '-1
                    @SUM(A1)         | '@SUM(A1)
                    =A1,"x"          | "'=A1,""x""\"
                    1=2              | 1=2
                    ``               | ``
                    """)
    void writesCsvThatNoSpreadsheetTakesForAFormula(String text, String written) {
        RowWriter writer = writer(Format.CSV, Field.STATUS, Field.PATH);

        assertThat(writer.begin()).hasToString("status,path\r\n");
        assertThat(writer.rows(List.of(Row.of(record().path(text).kept())))).hasToString("200," + written + "\r\n");
    }

    @Test
    void keepsEndsOfLinesInsideTheirField() {
        RowWriter writer = writer(Format.CSV, Field.PATH);

        assertThat(writer.rows(List.of(Row.of(record().path("a\r\nb").kept())))).hasToString("\"a\r\nb\"\r\n");
        assertThat(writer.rows(List.of(Row.of(record().path("\tb").kept())))).hasToString("\"'\tb\"\r\n");
    }

    @Test
    void writesLinesOfAccessLogsForWhatTheyKnow() {
        RowWriter writer = writer(Format.COMBINED, Field.values());
        Row shadow = Row.of(record().track("shadow").kept());
        Row progress = Row.of(record().kind(Kind.PROGRESS).kept());

        String lines =
                writer.rows(List.of(Row.of(record().kept()), shadow, progress)).toString();

        assertThat(lines)
                .isEqualTo("10.1.2.3 - - [01/Jan/2026:00:00:00 +0000] \"GET /api/items?page=2 HTTP/1.1\" 200 2048 \"-\""
                        + " \"curl/8.5 \\\"quoted\\\"\"\n");
        assertThat(writer(Format.COMMON, Field.values()).rows(List.of(shadow)).length())
                .isZero();
    }

    private static RowWriter writer(Format format, Field... fields) {
        return RowWriter.of(
                new RecordQuery(Selection.EVERYTHING, Order.DESC, 10, Optional.empty(), List.of(fields), format));
    }
}

package io.sallyport.logs.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.log.line.CommonLine;
import io.sallyport.contract.log.line.JsonLine;
import io.sallyport.contract.log.line.LineWriter;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of access logs, beside the fields of which answers are made. */
class LinesTest {
    private static final long MICROS = 1_767_225_661_250_000L;

    @Test
    void namesEveryFieldInJson() {
        AccessRecord access = access(7, Direction.REVERSE, "https", "/a?b=c", "curl/8.5", "anna");
        KeptRecord kept = new KeptRecord("edge-1", access);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("startedAt", "2026-01-01T00:01:01.250Z");
        for (Field field : Field.values()) {
            expected.put(field.label(), field.type().isNumeric() ? (Object) field.number(kept) : field.text(kept));
        }

        JsonObject line = new JsonObject(line(new JsonLine(), access));

        assertThat(line.fieldNames()).containsExactlyElementsOf(expected.keySet());
        expected.forEach(
                (name, value) -> assertThat(value instanceof Long ? (Object) line.getLong(name) : line.getString(name))
                        .as(name)
                        .isEqualTo(value));
    }

    @Test
    void leavesOutASequenceThatIsNone() {
        AccessRecord access = access(0, Direction.REVERSE, "https", "/", "", "");

        assertThat(new JsonObject(line(new JsonLine(), access)).fieldNames()).doesNotContain("sequence");
    }

    @Test
    void writesTheCommonForm() {
        AccessRecord access = access(1, Direction.REVERSE, "https", "/a?b=c", "curl/8.5", "anna");

        assertThat(line(CommonLine.common(), access))
                .isEqualTo("192.0.2.7 - anna [01/Jan/2026:00:01:01 +0000] \"GET /a?b=c HTTP/2.0\" 200 2048\n");
    }

    @Test
    void writesTheCombinedForm() {
        AccessRecord access = access(1, Direction.FORWARD, "http", "/", "say \"hi\" \\", "");

        assertThat(line(CommonLine.combined(), access))
                .isEqualTo("192.0.2.7 - - [01/Jan/2026:00:01:01 +0000] \"GET http://shop.example/ HTTP/2.0\" 200 2048"
                        + " \"-\" \"say \\\"hi\\\" \\\\\"\n");
    }

    @Test
    void writesATunnelAsTheConnectThatOpenedIt() {
        AccessRecord access = access(1, Direction.FORWARD, "", "", "", "");

        assertThat(line(CommonLine.common(), access)).contains("\"GET shop.example HTTP/2.0\"");
    }

    @ParameterizedTest
    @CsvSource({
        "EXCHANGE, '', true",
        "TUNNEL, '', true",
        "EXCHANGE, canary, true",
        "EXCHANGE, shadow, false",
        "EXCHANGE, background, false",
        "PROGRESS, '', false",
        "ADMIN, '', false",
    })
    void tellsOnlyOfRequestsThatHaveEnded(Kind kind, String track, boolean told) {
        assertThat(CommonLine.tells(access(kind, track))).isEqualTo(told);
    }

    @Test
    void escapesWhatCouldEndALineOrATextOrMoveATerminal() {
        AccessRecord access = access(
                1,
                Direction.REVERSE,
                "https",
                "/\n\r\t\u0000\u001b[2J\u007f\u0085é\u202e",
                "a\" \"b\u2028😀",
                "a b\"c");

        assertThat(line(CommonLine.combined(), access))
                .isEqualTo("192.0.2.7 - a\\x20b\\x22c [01/Jan/2026:00:01:01 +0000] \"GET"
                        + " /\\x0a\\x0d\\x09\\x00\\x1b[2J\\x7f\\xc2\\x85\\xc3\\xa9\\xe2\\x80\\xae HTTP/2.0\" 200 2048"
                        + " \"-\" \"a\\\" \\\"b\\xe2\\x80\\xa8\\xf0\\x9f\\x98\\x80\"\n");
        assertThat(line(new JsonLine(), access))
                .contains("\"/\\u000a\\u000d\\u0009\\u0000\\u001b[2J\\u007f\\u0085é\\u202e\"")
                .contains("\"a\\\" \\\"b\\u2028😀\"");
    }

    @Test
    void readsBackWhateverAClientSends() {
        Random random = new Random(6);
        for (int round = 0; round < 2000; round++) {
            String text = text(random);
            AccessRecord access = access(1, Direction.REVERSE, "https", text, text, text);

            String json = line(new JsonLine(), access);
            String combined = line(CommonLine.combined(), access);

            assertThat(new JsonObject(json).getString("path")).isEqualTo(text);
            assertThat(json.codePoints().filter(c -> c < ' ')).containsExactly((int) '\n');
            assertThat(combined).matches("[ -~]+\n");
            assertThat(combined.replaceAll("\\\\.", "").chars().filter(c -> c == '"'))
                    .hasSize(6);
        }
    }

    /** Any UTF-16, halves of pairs included. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(65536)));
        }
        return text.toString();
    }

    private static String line(LineWriter writer, AccessRecord access) {
        StringBuilder out = new StringBuilder();
        writer.write(out, "edge-1", access);
        return out.toString();
    }

    private static AccessRecord access(Kind kind, String track) {
        return access(1, kind, Direction.REVERSE, "https", "/", "", "", track);
    }

    private static AccessRecord access(
            long sequence, Direction direction, String scheme, String path, String agent, String user) {
        return access(sequence, Kind.EXCHANGE, direction, scheme, path, agent, user, "canary");
    }

    private static AccessRecord access(
            long sequence,
            Kind kind,
            Direction direction,
            String scheme,
            String path,
            String agent,
            String user,
            String track) {
        return new AccessRecord(
                sequence,
                MICROS,
                1500,
                700,
                kind,
                direction,
                "web",
                "h2",
                "192.0.2.7",
                "GET",
                scheme,
                "shop.example",
                path,
                200,
                Outcome.FORWARDED,
                "rule",
                "route",
                "cluster",
                "http://127.0.0.1:9101",
                "1.1",
                "fwd=uri-miss",
                17,
                2048,
                3,
                4,
                agent,
                "request-1",
                user,
                track,
                2,
                "exit",
                "list",
                "DE",
                "FR",
                "trial",
                "0af7651916cd43dd8448eb211c80319c",
                120,
                "TLSv1.3",
                "detail");
    }
}

package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument.FactDocument;
import io.sallyport.router.health.BuildReader.Build;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"version\":\"1.5\"}            ; /version        ; 1.5",
                "{\"build\":{\"version\":\"2\"}}  ; /build/version  ; 2",
                "{\"a/b\":{\"~\":\"3\"}}          ; /a~1b/~0        ; 3",
                "[{\"v\":\"4\"}]                  ; /0/v            ; 4",
                "{\"version\":7}                  ; /version        ; 7",
                "{\"version\":1.5}                ; /version        ; 1.5",
                "{\"version\":\" 1.5 \"}          ; /version        ; 1.5",
            })
    void findsTheVersion(String json, String pointer, String version) {
        assertThat(read(answer(200, json, true), pointer).version()).contains(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"version\":\"\"}        ; /version",
                "{\"version\":null}        ; /version",
                "{\"version\":{}}          ; /version",
                "{\"version\":[1]}         ; /version",
                "{\"version\":true}        ; /version",
                "{\"version\":1e400}       ; /version",
                "{\"version\":\"a b\"}     ; /version",
                "{\"version\":\"a\\u000ab\"}; /version",
                "{\"version\":\"ü\"}       ; /version",
                "{\"version\":\"1\"}       ; /version/deeper",
                "{\"version\":\"1\"}       ; /nothing",
                "{                         ; /version",
                "1.5                       ; /version",
                "''                        ; /version",
            })
    void findsNothingElse(String json, String pointer) {
        assertThat(read(answer(200, json, true), pointer)).isEqualTo(Build.NONE);
    }

    @ParameterizedTest
    @CsvSource({"500", "302", "304", "404", "199"})
    void believesOnlyASuccess(int status) {
        assertThat(read(answer(status, "{\"version\":\"1\"}", true), "/version"))
                .isEqualTo(Build.NONE);
    }

    @Test
    void believesNothingThatIsCutOrTooLong() {
        assertThat(read(answer(200, "{\"version\":\"1\"}", false), "/version")).isEqualTo(Build.NONE);
        assertThat(read(answer(200, "{\"version\":\"" + "1".repeat(65) + "\"}", true), "/version"))
                .isEqualTo(Build.NONE);
        assertThat(read(answer(200, "[".repeat(50_000), true), "/version")).isEqualTo(Build.NONE);
    }

    @Test
    void readsFactsFromBodyAndHead() {
        InfoDocument info = new InfoDocument(
                null,
                null,
                null,
                List.of(
                        FactDocument.parse("commit"),
                        new FactDocument("branch", "/git/branch", null),
                        new FactDocument("region", null, "X-Region"),
                        new FactDocument("builds", "/n", null),
                        FactDocument.parse("absent"),
                        FactDocument.parse("long"),
                        FactDocument.parse("object")));
        String json = """
                {"version": "1.5", "commit": "7c9e667", "git": {"branch": "release 1.5"}, "n": 42,
                 "long": "%s", "object": {}}""".formatted("x".repeat(129));

        Build build = BuildReader.read(answer(200, json, true, "X-Region", "eu"), info);

        assertThat(build.facts())
                .containsExactlyEntriesOf(new java.util.TreeMap<>(
                        Map.of("branch", "release 1.5", "builds", "42", "commit", "7c9e667", "region", "eu")));
    }

    /** A field is there although the body is endless, or no JSON at all. */
    @Test
    void readsTheVersionFromAField() {
        InfoDocument info =
                new InfoDocument(null, null, "X-Build", List.of(new FactDocument("region", null, "X-Region")));

        Build build = BuildReader.read(answer(200, "<html>", false, "x-build", "1.5.2", "X-Region", "eu"), info);

        assertThat(build).isEqualTo(new Build(java.util.Optional.of("1.5.2"), Map.of("region", "eu")));
        assertThat(BuildReader.read(answer(200, "{\"version\":\"1\"}", true), info))
                .isEqualTo(Build.NONE);
    }

    @Test
    void readsAnyAnswerWithoutFailing() {
        Random random = new Random(51);
        String pieces = "{}[]\":,\\/version01.5eE+-ntrufals \u00e9\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "{\"version\":" : "");
            for (int n = random.nextInt(15); n > 0; n--) {
                body.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            read(answer(200, body.toString(), true), "/version")
                    .version()
                    .ifPresent(version -> assertThat(version).matches("[\\x21-\\x7e]{1,64}"));
        }
    }

    private static Build read(ProbeAnswer answer, String pointer) {
        return BuildReader.read(answer, new InfoDocument(null, pointer));
    }

    private static ProbeAnswer answer(int status, String body, boolean whole, String... fields) {
        MultiMap head = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < fields.length; i += 2) {
            head.add(fields[i], fields[i + 1]);
        }
        return new ProbeAnswer(status, head, Buffer.buffer(body), whole, new ServerLink("HTTP/1.1", false, null));
    }
}

package io.sallyport.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.policy.backup.Archive.Entry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveFormTest {
    private static final Archive SAMPLE = new Archive(
            Instant.parse("2026-11-26T12:00:00Z"),
            List.of(
                    new Entry(Archive.GENERATION, "policy", 12),
                    new Entry(Archive.TEXT, "a1", "rules:\n  - {name: \"ü\"}\n"),
                    new Entry(
                            Archive.UNLOCKS,
                            "",
                            new JsonObject().put("revision", 5_000_000_000L).put("unlocks", new JsonArray()))));

    @Test
    void readsWhatItHasWritten() {
        assertThat(ArchiveForm.read(ArchiveForm.write(SAMPLE))).isEqualTo(SAMPLE);
    }

    @Test
    void isOneObjectInEachLineThatPeopleCanRead() {
        List<String> lines = ArchiveForm.write(SAMPLE).lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).isEqualTo("{\"sallyport\":\"backup\",\"version\":1,\"at\":\"2026-11-26T12:00:00Z\"}");
        assertThat(lines.get(1))
                .startsWith("{\"kind\":\"generation\",\"name\":\"policy\",\"sha256\":\"")
                .endsWith("\"value\":12}");
        assertThat(lines.get(4)).startsWith("{\"end\":true,\"entries\":3,\"sha256\":\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backup\",\"version\":1|backup\",\"version\":2|line 1: found version 2, allowed: version 1",
                "sallyport|other|line 1: found no {\"sallyport\":\"backup\"}",
                "2026-11-26T|26-11|line 1: found at",
                "\"kind\":\"generation\"|\"kind\":\"pseudonyms\"|line 2: found kind \"pseudonyms\"",
                "\"value\":12|\"value\":13|line 2: found a value that is not the one of its sha256",
                "\"name\":\"a1\"|\"name\":\"a2\"|line 5: found lines that are not those of its sha256",
                "\"entries\":3|\"entries\":4|line 5: found 3 entries",
                "{\"end\":true|\"end\":true|line 5: found no JSON object",
                "\"end\":true|\"end\":false|line 5: found no end",
            })
    void refusesWhatIsNotAsItWasWrittenAndNamesTheLine(String before, String after, String message) {
        String changed = ArchiveForm.write(SAMPLE).replace(before, after);

        assertThatThrownBy(() -> ArchiveForm.read(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        String whole = ArchiveForm.write(SAMPLE);

        for (int end = 0; end < whole.length() - 1; end++) {
            String cut = whole.substring(0, end);
            assertThatThrownBy(() -> ArchiveForm.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void takesNoByteForAnother() {
        Random random = new Random(7);
        String whole = ArchiveForm.write(SAMPLE);

        for (int i = 0; i < 2000; i++) {
            int at = random.nextInt(whole.length() - 1);
            char other = (char) (32 + random.nextInt(95));
            String changed = whole.substring(0, at) + other + whole.substring(at + 1);
            try {
                assertThat(ArchiveForm.read(changed)).isEqualTo(SAMPLE);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).startsWith("line ");
            }
        }
    }

    @Test
    void refusesAnEntryTwiceAndLinesWithoutEnd() {
        Entry entry = SAMPLE.entries().get(0);
        String twice = ArchiveForm.write(new Archive(SAMPLE.at(), List.of(entry, entry)));
        String many = "{}\n".repeat(ArchiveForm.ENTRIES_MAX + 3);

        assertThatThrownBy(() -> ArchiveForm.read(twice))
                .hasMessageContaining("line 3: found generation \"policy\" again");
        assertThatThrownBy(() -> ArchiveForm.read(many)).hasMessageContaining("lines");
        assertThatThrownBy(() -> ArchiveForm.read("")).hasMessageContaining("line 1");
    }
}

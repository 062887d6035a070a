package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.StructuredDictionary.Kind;
import io.sallyport.http.StructuredDictionary.Value;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StructuredDictionaryTest {
    @Test
    void readsEveryKindOfValue() {
        Map<String, Value> read = StructuredDictionary.parse(List.of(
                "a=1, b=-12.5;x;y=\"z\", c=\"t\\\"e\", d=to/ken:1, e=:YWJj:, f, g=?0",
                "h=@1659578233, i=%\"f%c3%bc\", j=(1 \"two\";p=3 ), *k_1-.*=?1;q"));

        assertThat(read.values().stream().map(Value::kind))
                .containsExactly(
                        Kind.INTEGER,
                        Kind.DECIMAL,
                        Kind.STRING,
                        Kind.TOKEN,
                        Kind.BYTES,
                        Kind.BOOLEAN,
                        Kind.BOOLEAN,
                        Kind.DATE,
                        Kind.DISPLAY_STRING,
                        Kind.INNER_LIST,
                        Kind.BOOLEAN);
        assertThat(read.get("a").number()).isEqualTo(1);
        assertThat(read.get("f").number()).isEqualTo(1);
        assertThat(read.get("g").number()).isZero();
        assertThat(read.get("h").number()).isEqualTo(1_659_578_233);
    }

    @Test
    void theLastOfTwoMembersCounts() {
        assertThat(StructuredDictionary.parse(List.of("a=1", "b=2, a=3")).get("a"))
                .isEqualTo(new Value(Kind.INTEGER, 3));
    }

    @Test
    void anEmptyFieldHasNoMembers() {
        assertThat(StructuredDictionary.parse(List.of(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1,",
                ",a",
                "a,,b",
                "a b",
                "A=1",
                "a =1",
                "a= 1",
                "a=",
                "a=1234567890123456",
                "a=1.",
                "a=1.2345",
                "a=1234567890123.1",
                "a=-",
                "a=\"open",
                "a=\"\\x\"",
                "a=\"é\"",
                "a=?2",
                "a=:YW",
                "a=@1.5",
                "a=%\"%C3\"",
                "a=(1 2",
                "a=(1,2)",
                "a;B",
                "a;x=",
                "a=1x",
                "=1",
                "é"
            })
    void oneWrongCharacterSpoilsTheWhole(String line) {
        assertThat(StructuredDictionary.parse(List.of("max-age=1", line))).isNull();
    }

    @Test
    void readsAnyTextWithoutFailing() {
        String[] pieces = {
            "a", "max-age", "=", "1", "-", ".", "\"", "\\", ";", ",", " ", "\t", "?", ":", "@", "%", "(", ")", "\0", "ÿ"
        };
        Random random = new Random(9651);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                line.append(pieces[random.nextInt(pieces.length)]);
            }
            Map<String, Value> read = StructuredDictionary.parse(List.of(line.toString()));
            if (read != null && !read.isEmpty()) {
                assertThat(StructuredDictionary.parse(List.of(line + ",")))
                        .as(line.toString())
                        .isNull();
            }
        }
    }
}

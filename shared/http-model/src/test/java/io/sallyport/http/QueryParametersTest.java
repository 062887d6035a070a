package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParametersTest {
    private static final String[] PIECES = {"a", "b", "ab", "=", "&", "%61", "%62", "+", "%20", "%C3%A9", "%ff", "1"};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null              | a   | null",
                "''                | a   | null",
                "''                | ''  | null",
                "a=1               | a   | 1",
                "a=1&b=2           | b   | 2",
                "a=1&a=2           | a   | 1",
                "aa=1&a=2          | a   | 2",
                "A=1               | a   | null",
                "a                 | a   | ''",
                "a&b=2             | a   | ''",
                "a=                | a   | ''",
                "a=1=2             | a   | 1=2",
                "=1                | ''  | 1",
                "&&a=1&            | a   | 1",
                "b=a=1             | a   | null",
                "%61=1             | a   | 1",
                "a=%31+2           | a   | 1 2",
                "a%2Bb=1           | a+b | 1",
                "a+b=1             | a b | 1",
                "a=%26%3D          | a   | &=",
                "a=%C3%A9          | a   | é",
                "a=%FF             | a   | �",
                "a=%4              | a   | %4",
                "a=%zz             | a   | %zz",
            })
    void findsTheFirstOfTheName(String query, String name, String value) {
        assertThat(QueryParameters.first(query, name)).isEqualTo(value);
    }

    /** The slow way to the same answer: cut, decode everything, compare. */
    @Test
    void agreesWithDecodingTheLot() {
        Random random = new Random(32);
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                query.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String name = random.nextBoolean() ? "a" : "ab";

            String value = QueryParameters.first(query.toString(), name);

            assertThat(value).as(query.toString()).isEqualTo(decodedLot(query.toString(), name));
            found += value == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(500);
    }

    private static String decodedLot(String query, String name) {
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!pair.isEmpty() && decode(parts[0]).equals(name)) {
                return parts.length == 1 ? "" : decode(parts[1]);
            }
        }
        return null;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Test
    void readsAnyTextWithoutFailing() {
        Random random = new Random(33);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                query.append("%=&+a4é\0".charAt(random.nextInt(8)));
            }
            String value = QueryParameters.first(query.toString(), "a");

            assertThat(value == null ? 0 : value.length()).isLessThanOrEqualTo(query.length());
        }
    }
}

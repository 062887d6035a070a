package io.sallyport.cache.engine.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sallyport.cache.engine.Invalidation;
import io.sallyport.cache.engine.Messages;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.http.HeaderList;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheGroupsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X: y                                            | ",
                "Cache-Groups: \"a\", \"b c\"                    | a;b c",
                "Cache-Groups: \"a\" ~ Cache-Groups: \"b\"       | a;b",
                "Cache-Groups: \"A\", \"a\", \"a\"               | A;a",
                "Cache-Groups: \"a\";x=1;y, \"q\\\"\\\\\"        | a;q\"\\",
                "Cache-Groups: a                                 | ",
                "Cache-Groups: \"a\", b                          | ",
                "Cache-Groups: \"a\" \"b\"                       | ",
                "Cache-Groups: (\"a\")                           | ",
                "Cache-Groups: \"a\",                            | ",
                "Cache-Groups: \"a                               | ",
                "Surrogate-Key: a  b,c ~ Surrogate-Key: d        | a;b,c;d",
                "xkey: a b                                       | a;b",
                "Cache-Tag: a b, c ,, d                          | a b;c;d",
                "Cache-Tag: a ~ Surrogate-Key: a ~ xkey: z ~ Cache-Groups: \"r\" | r;a;z",
            })
    void readsWhatServersSay(String fields, String expected) {
        CacheGroups groups = CacheGroups.of(Messages.fields(fields));

        assertThat(String.join(";", groups.names())).isEqualTo(expected == null ? "" : expected);
        assertThat(groups.isIncomplete()).isFalse();
    }

    @Test
    void keepsManyAndSaysWhenThereWereMore() {
        String most = names(CacheGroups.MAX);

        assertThat(CacheGroups.of(HeaderList.of("surrogate-key", most)).names()).hasSize(CacheGroups.MAX);
        assertThat(CacheGroups.of(HeaderList.of("surrogate-key", most)).isIncomplete())
                .isFalse();
        CacheGroups more = CacheGroups.of(HeaderList.of("surrogate-key", most + " more"));
        assertThat(more.names()).hasSize(CacheGroups.MAX);
        assertThat(more.isIncomplete()).isTrue();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "g" + i).collect(Collectors.joining(" "));
    }

    @Test
    void theAnswerToAnUnsafeRequestNamesGroupsOfItsOwnOrigin() {
        HeaderList answer = Messages.fields("Cache-Group-Invalidation: \"news\", \"home\" ~ Location: /other");

        assertThat(Invalidation.targets(Messages.key(), "POST", 201, answer))
                .containsExactly(
                        PurgeTarget.url("http://shop.example/cart?id=1"),
                        PurgeTarget.url("http://shop.example/other"),
                        PurgeTarget.group("news", "http://shop.example"),
                        PurgeTarget.group("home", "http://shop.example"));
        assertThat(Invalidation.targets(Messages.key(), "GET", 200, answer)).isEmpty();
        assertThat(Invalidation.targets(Messages.key(), "POST", 500, answer)).isEmpty();
        assertThat(Invalidation.targets(Messages.key(), "PUT", 204, Messages.fields("Cache-Group-Invalidation: news")))
                .containsExactly(PurgeTarget.url("http://shop.example/cart?id=1"));
    }

    @Test
    void neverThrows() {
        Random random = new Random(5);
        String alphabet = "\"\\ab ,;=?1:()*%~\t";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            HeaderList fields = HeaderList.of(
                    "cache-groups", text.toString(), "cache-tag", text.toString(), "xkey", text.toString());
            assertThatCode(() -> CacheGroups.of(fields)).doesNotThrowAnyException();
        }
    }
}

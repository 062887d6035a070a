package io.sallyport.cache.engine.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VaryKeyFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final List<String> NAMES = List.of("foo", "accept-language", "accept-encoding");
    private static final String PIECES = "ab,, \t\";=éA";

    @Test
    void aRequestAlwaysSelectsWhatItBrought() {
        Random random = new Random(10);
        for (int i = 0; i < ROUNDS; i++) {
            HeaderList request = request(random);

            assertThat(key(request).matches(request)).as(request.toString()).isTrue();
        }
    }

    @Test
    void matchingIsEqualityOfKeys() {
        Random random = new Random(11);
        for (int i = 0; i < ROUNDS; i++) {
            HeaderList one = request(random);
            HeaderList other = request(random);

            assertThat(key(one).matches(other)).as(one + " " + other).isEqualTo(key(one).equals(key(other)));
        }
    }

    @Test
    void theNormalFormIsItsOwnNormalForm() {
        Random random = new Random(12);
        for (int i = 0; i < ROUNDS; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String normal = SelectingValue.normal(name, value(random));

            assertThat(SelectingValue.normal(name, normal)).isEqualTo(normal);
        }
    }

    private static VaryKey key(HeaderList request) {
        return VaryKey.of(new FieldNames(false, NAMES), request).orElseThrow();
    }

    private static HeaderList request(Random random) {
        return HeaderList.of(
                NAMES.get(random.nextInt(NAMES.size())),
                value(random),
                NAMES.get(random.nextInt(NAMES.size())),
                value(random));
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            value.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return value.toString();
    }
}

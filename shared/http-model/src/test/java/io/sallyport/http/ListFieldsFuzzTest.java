package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Names, tags and numbers in lists against references that are slow and plain to see. */
final class ListFieldsFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final BigInteger MAX = BigInteger.valueOf(DeltaSeconds.MAX);
    private static final String[] PIECES = {
        "a", "B", "b", "*", ",", ",", " ", "\t", "\"", "W/", "w/", "\\", "é", "0", "7", "9999999999", "-", "."
    };

    @Test
    void namesAreThoseBetweenTheCommas() {
        Random random = new Random(21);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> lines = List.of(text(random), text(random));
            TreeSet<String> expected = new TreeSet<>();
            for (String member : String.join(",", lines).split(",")) {
                expected.add(member.strip().toLowerCase(Locale.ROOT));
            }
            expected.remove("");
            boolean any = expected.remove("*");

            assertThat(FieldNames.parse(lines)).isEqualTo(new FieldNames(any, List.copyOf(expected)));
        }
    }

    @Test
    void tagsThatAreWrittenAreRead() {
        Random random = new Random(22);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> tags = new ArrayList<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                tags.add((random.nextBoolean() ? "W/" : "") + '"' + text(random).replace("\"", "") + '"');
            }
            String line = String.join(random.nextBoolean() ? "," : " ,\t", tags);

            assertThat(EntityTag.list(List.of(line)).stream().map(EntityTag::text))
                    .containsExactlyElementsOf(tags);
        }
    }

    @Test
    void anyTextHasTagsWithoutBlanksAroundThem() {
        Random random = new Random(23);
        for (int i = 0; i < ROUNDS; i++) {
            String line = text(random);
            List<EntityTag> tags = EntityTag.list(List.of(line));

            assertThat(tags.size()).isLessThanOrEqualTo(line.length());
            for (EntityTag tag : tags) {
                assertThat(tag.text()).isNotEmpty().isEqualTo(tag.text().strip());
                assertThat(tag.weaklyEquals(tag)).isTrue();
                assertThat(tag.stronglyEquals(tag)).isNotEqualTo(tag.isWeak());
            }
        }
    }

    @Test
    void secondsAreDigitsAndSaturate() {
        Random random = new Random(24);
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(random);

            assertThat(DeltaSeconds.parse(text)).as(text).isEqualTo(seconds(text));
        }
    }

    @Test
    void theFirstMemberIsTheAge() {
        Random random = new Random(25);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> lines = List.of(text(random), text(random));
            String first = (lines.get(0) + ",").split(",", 2)[0].strip();

            assertThat(DeltaSeconds.age(lines)).as("%s", lines).isEqualTo(seconds(first));
        }
    }

    private static long seconds(String text) {
        return text.matches("[0-9]+") ? new BigInteger(text).min(MAX).longValueExact() : DeltaSeconds.INVALID;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(9); n > 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}

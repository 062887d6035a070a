package io.sallyport.policy.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void showsTheLineThatChangedBetweenItsNeighbours() {
        String before = "a\nb\nc\nd\ne\nf";

        assertThat(TextDiff.of(before, before.replace("d", "D")))
                .containsExactly("@@ 2", "  b", "  c", "- d", "+ D", "  e", "  f");
        assertThat(TextDiff.of(before, before)).isEmpty();
    }

    @Test
    void leavesOutLongStretchesBetweenTwoChanges() {
        String before = IntStream.range(0, 20).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        String after = before.replace("line 2\n", "").replace("line 17", "new");

        assertThat(TextDiff.of(before, after))
                .containsExactly(
                        "@@ 1",
                        "  line 0",
                        "  line 1",
                        "- line 2",
                        "  line 3",
                        "  line 4",
                        "@@",
                        "  line 15",
                        "  line 16",
                        "- line 17",
                        "+ new",
                        "  line 18",
                        "  line 19");
    }

    @Test
    void namesEveryLineThatIsInOneTextOnly() {
        Random random = new Random(20261126);
        for (int round = 0; round < 500; round++) {
            String before = text(random);
            String after = text(random);
            List<String> left = new ArrayList<>(Arrays.asList(before.split("\n", -1)));
            List<String> right = new ArrayList<>(Arrays.asList(after.split("\n", -1)));

            for (String line : TextDiff.of(before, after)) {
                if (line.startsWith("- ")) {
                    assertThat(left.remove(line.substring(2))).isTrue();
                } else if (line.startsWith("+ ")) {
                    assertThat(right.remove(line.substring(2))).isTrue();
                }
            }

            assertThat(left).as("what is left of both is the same").containsExactlyInAnyOrderElementsOf(right);
        }
    }

    private static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(i -> Character.toString('a' + random.nextInt(4)))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void takesLargeTextsThatHaveNothingInCommon() {
        String before = IntStream.range(0, 5_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String after = IntStream.range(0, 5_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));

        assertThat(TextDiff.of(before, after)).hasSize(10_001);
    }
}

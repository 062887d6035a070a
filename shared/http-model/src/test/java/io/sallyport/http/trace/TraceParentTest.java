package io.sallyport.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @CsvSource({"00, 00, false", "00, 01, true", "00, ff, true", "00, 02, false", "01, 01, true", "cc, 01, true"})
    void readsAFieldOfAnyVersionByTheFirst(String version, String flags, boolean sampled) {
        TraceParent parent = TraceParent.parse(version + "-" + ID + "-" + SPAN + "-" + flags);

        assertThat(parent.traceId()).isEqualTo(ID);
        assertThat(TraceParent.spanId(parent.span())).isEqualTo(SPAN);
        assertThat(parent.sampled()).isEqualTo(sampled);
        assertThat(parent.text()).isEqualTo("00-" + ID + "-" + SPAN + (sampled ? "-01" : "-00"));
    }

    @Test
    void takesALaterVersionThatIsLonger() {
        assertThat(TraceParent.parse("01-" + ID + "-" + SPAN + "-01-more")).isNotNull();
        assertThat(TraceParent.parse("01-" + ID + "-" + SPAN + "-01.more")).isNull();
        assertThat(TraceParent.parse("00-" + ID + "-" + SPAN + "-01-more")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331_01",
                "0-00af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 "
            })
    void takesNothingElse(String text) {
        assertThat(TraceParent.parse(text)).isNull();
    }

    @Test
    void writesWhatItReadsBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            TraceParent parent = new TraceParent(
                    random.nextLong() >>> random.nextInt(64),
                    random.nextLong() | 1,
                    random.nextLong() | 1,
                    random.nextBoolean());

            assertThat(TraceParent.parse(parent.text())).isEqualTo(parent);
        }
    }

    /** Whatever comes in, nothing is thrown, and what is taken is a valid field when it is written. */
    @Test
    void survivesAnything() {
        SplittableRandom random = new SplittableRandom(2);
        String valid = "00-" + ID + "-" + SPAN + "-01";
        String letters = "0123456789abcdefABCDEFgz-_ .\u00e9\u0000\uffff";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length() + 1);
                char letter = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, letter);
                    case 1 -> text.setLength(at);
                    default -> {
                        if (at < text.length()) {
                            text.setCharAt(at, letter);
                        }
                    }
                }
            }
            TraceParent parent = TraceParent.parse(text.toString());
            if (parent != null) {
                assertThat(parent.text()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
                assertThat(parent.traceId()).isNotEqualTo("0".repeat(32));
                assertThat(text.toString())
                        .startsWith(text.substring(0, 2) + parent.text().substring(2, 53));
            }
        }
    }

    @Test
    void letsAStateTravelThatIsShortAndPrintable() {
        assertThat(TraceParent.isFitState("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"))
                .isTrue();
        assertThat(TraceParent.isFitState("")).isFalse();
        assertThat(TraceParent.isFitState("a=" + "b".repeat(511))).isFalse();
        assertThat(TraceParent.isFitState("a=\u00e9")).isFalse();
    }
}

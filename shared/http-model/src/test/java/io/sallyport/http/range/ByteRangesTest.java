package io.sallyport.http.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ByteRangesTest {
    private static final long LENGTH = 100;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=2-4 | [2-4]",
                "bytes=2- | [2-99]",
                "bytes=-3 | [97-99]",
                "bytes=0-0,-1 | [0-0, 99-99]",
                "bytes=50-59,10-19 | [50-59, 10-19]",
                "bytes=10-19, 20-29 | [10-29]",
                "bytes=10-19,50-59,15-30 | [10-30, 50-59]",
                "bytes=0-9,90-99,5-92 | ignored",
                "bytes=50-59,0-9,30-39,10-29 | [50-59, 0-39]",
                "bytes=,1-1,, ,5-6, | [1-1, 5-6]",
                "bytes=1-1,100-200 | [1-1]",
                "bytes=100-,-0,99999999999999999999- | []",
                "bytes=0-9223372036854775807 | [0-99]",
                "bytes=0-9223372036854775808 | [0-99]",
                "bytes=9223372036854775807-9223372036854775808 | []",
                "bytes=-9223372036854775808 | [0-99]",
                "bytes=-18446744073709551616 | [0-99]",
                "BYTES=1-1 | [1-1]",
                "bytes=  1-1 | [1-1]",
                "bytes= | ignored",
                "bytes=, , | ignored",
                "bytes=5-4 | ignored",
                "bytes=1-1,5-4 | ignored",
                "bytes=1-1,x | ignored",
                "bytes=--1 | ignored",
                "bytes=-1-2 | ignored",
                "bytes=1 -2 | ignored",
                "bytes =1-2 | ignored",
                "bytes=+1-2 | ignored",
                "bytes=0x1-2 | ignored",
                "bytes=1-2;q=1 | ignored",
                "bytes=\u0661-\u0662 | ignored",
                "items=1-2 | ignored",
                "bytes | ignored",
                "bytes=0-,0-,0- | ignored",
                "bytes=0-9,5-14,12-20 | ignored",
            })
    void reads(String field, String expected) {
        ByteRanges ranges = ByteRanges.parse(field, LENGTH);

        assertThat(ranges == null ? "ignored" : ranges.toString()).isEqualTo(expected);
    }

    @Test
    void takesSixteenPartsAndNotOneMore() {
        StringBuilder field = new StringBuilder("bytes=0-0");
        for (int i = 1; i < ByteRanges.MAX; i++) {
            field.append(',').append(2 * i).append('-').append(2 * i);
        }
        assertThat(ByteRanges.parse(field.toString(), LENGTH).parts()).hasSize(16);
        assertThat(ByteRanges.parse(field + ",99-99", LENGTH)).isNull();
        assertThat(ByteRanges.parse(field + ",200-200", LENGTH)).isNull();
    }

    @Test
    void onlyWhoAskedForSeveralGetsSeveral() {
        assertThat(ByteRanges.parse("bytes=1-1", LENGTH).askedSeveral()).isFalse();
        assertThat(ByteRanges.parse("bytes=1-1,500-", LENGTH).askedSeveral()).isTrue();
    }

    @Test
    void anEmptyBodyHasNoPart() {
        assertThat(ByteRanges.parse("bytes=0-", 0).isUnsatisfiable()).isTrue();
        assertThat(ByteRanges.parse("bytes=-1", 0).isUnsatisfiable()).isTrue();
    }

    /** Whatever is asked: within the body, apart from each other, and the very bytes that were asked for. */
    @Test
    void asksForTheBytesThatTheFieldNames() {
        Random random = new Random(14);
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextInt(60);
            BitSet asked = new BitSet();
            StringBuilder field = new StringBuilder("bytes=");
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                field.append(member(random, length, asked)).append(n > 1 ? "," : "");
            }
            ByteRanges ranges = ByteRanges.parse(field.toString(), length);
            if (ranges != null) {
                BitSet given = new BitSet();
                for (ByteRange part : ranges.parts()) {
                    assertThat(given.get((int) Math.max(0, part.first() - 1), (int) part.last() + 2)
                                    .isEmpty())
                            .as(field + " in " + length)
                            .isTrue();
                    given.set((int) part.first(), (int) part.last() + 1);
                }
                assertThat(given).as(field + " in " + length).isEqualTo(asked);
            }
        }
    }

    private static String member(Random random, int length, BitSet asked) {
        int first = random.nextInt(70);
        int last = first + random.nextInt(20);
        return switch (random.nextInt(3)) {
            case 0 -> {
                asked.set(Math.min(first, length), length);
                yield first + "-";
            }
            case 1 -> {
                asked.set(Math.max(0, length - first), length);
                yield "-" + first;
            }
            default -> {
                asked.set(Math.min(first, length), Math.min(last + 1, length));
                yield first + "-" + last;
            }
        };
    }

    @Test
    void noTextMakesItStumble() {
        String[] pieces = {"bytes=", "-", "0", "7", "9223372036854775807", ",", " ", "x", "bytes", "\u0000", "\t"};
        Random random = new Random(15);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder field = new StringBuilder(random.nextInt(4) > 0 ? "bytes=" : "");
            for (int n = random.nextInt(9); n > 0; n--) {
                field.append(pieces[random.nextInt(pieces.length)]);
            }
            long length = random.nextInt(100);
            ByteRanges ranges = ByteRanges.parse(field.toString(), length);
            if (ranges != null) {
                assertThat(ranges.parts()).as(field.toString()).allMatch(part -> part.last() < length);
            }
        }
    }
}

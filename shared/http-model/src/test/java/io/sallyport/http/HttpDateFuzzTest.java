package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HttpDateFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final long NOW = Instant.parse("2026-11-23T12:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final List<DateTimeFormatter> FORMATS = List.of(
            format("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
            format("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
            format("EEE MMM ppd HH:mm:ss yyyy"));

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            long seconds = random.nextLong(LAST);
            String text = HttpDate.format(seconds);

            assertThat(text).isEqualTo(FORMATS.get(0).format(Instant.ofEpochSecond(seconds)));
            assertThat(HttpDate.parse(text, NOW)).isEqualTo(seconds);
        }
    }

    @Test
    void readsAllFormatsAlike() {
        Random random = new Random(2);
        long from = Instant.parse("1977-01-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("2076-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < ROUNDS; i++) {
            long seconds = random.nextLong(from, to);
            String text = FORMATS.get(i % 3).format(Instant.ofEpochSecond(seconds));

            assertThat(HttpDate.parse(text, NOW)).as(text).isEqualTo(seconds);
        }
    }

    @Test
    void neverFailsOnASpoiltDate() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            String good = FORMATS.get(i % 3).format(Instant.ofEpochSecond(random.nextLong(LAST)));
            String text = spoil(good, random);

            assertThat(HttpDate.parse(text, NOW)).as(text).isBetween(HttpDate.INVALID, LAST + 1);
        }
    }

    private static String spoil(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int n = random.nextInt(1, 4); n > 0 && !text.isEmpty(); n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, (char) random.nextInt(32, 127));
            }
        }
        return text.toString();
    }
}

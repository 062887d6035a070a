package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Input;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Dates: what is read can be written and read again, and what the JDK reads as the preferred form is read alike. */
public final class HttpDateTarget {
    private static final long NOW = 1_795_000_000;
    private static final int LENGTH = 29;
    private static final DateTimeFormatter PREFERRED = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDateTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        long seconds = HttpDate.parse(text, NOW);
        Check.that(seconds >= HttpDate.INVALID, "before 1970: " + seconds);
        if (seconds >= 0) {
            Check.same(HttpDate.parse(HttpDate.format(seconds), NOW), seconds);
        }
        long jdk = text.length() == LENGTH ? byJdk(text) : HttpDate.INVALID;
        if (jdk >= 0) {
            Check.same(seconds, jdk);
        }
    }

    private static long byJdk(String text) {
        try {
            return Instant.from(PREFERRED.parse(text)).getEpochSecond();
        } catch (DateTimeParseException e) {
            return HttpDate.INVALID;
        }
    }
}

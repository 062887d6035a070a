package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.List;
import java.util.Objects;

/** Cookies: as a reader that takes the line apart at every semicolon finds them. */
public final class CookiesTarget {
    private static final String NAME = "sid";

    private CookiesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        HeaderView head = head(input);
        String value = Cost.of(input.length, () -> Cookies.value(head, NAME));
        List<String> all = head.all("cookie").stream()
                .flatMap(line -> List.of(line.split(";", -1)).stream())
                .map(CookiesTarget::valueOf)
                .filter(Objects::nonNull)
                .toList();
        Check.same(value, all.isEmpty() ? null : all.get(0));
        Check.same(Cookies.isRepeated(head, NAME), all.size() > 1);
        boolean told = head.all("cookie").stream().anyMatch(line -> line.contains(NAME + "="));
        Check.that(told || !Cookies.isAmbiguous(head, NAME), "ambiguous, and never named");
        Cost.atLength(input, bytes -> Cookies.isRepeated(head(bytes), NAME));
        Cost.atLength(input, bytes -> Cookies.isAmbiguous(head(bytes), NAME));
    }

    private static String valueOf(String cookie) {
        String trimmed = cookie.replaceAll("^[ \t]+", "");
        return trimmed.startsWith(NAME + "=")
                ? trimmed.substring(NAME.length() + 1).replaceAll("[ \t]+$", "")
                : null;
    }

    private static HeaderView head(byte[] input) {
        List<String> lines = Input.lines(input);
        String[] fields = new String[2 * lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            fields[2 * i] = "cookie";
            fields[2 * i + 1] = lines.get(i);
        }
        return HeaderList.of(fields);
    }
}

package io.sallyport.cache.engine.key;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.HeaderList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Queries in keys: as a reader that takes them apart leaves out and sorts; applied twice it is as once. */
public final class KeyRulesTarget {
    private static final List<String> DROP = List.of("utm_*", "fbclid", "x");
    private static final KeyRules DROPPED = KeyRules.of(DROP, false, List.of(), List.of());
    private static final KeyRules SORTED = KeyRules.of(DROP, true, List.of("X-A"), List.of("sid"));

    private KeyRulesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        String field = in.word();
        String cookie = in.word();
        String query = Input.wire(in.rest());
        String dropped = Cost.of(input.length, () -> DROPPED.query(query));
        Check.same(dropped, slow(query, false));
        Check.same(DROPPED.query(dropped), dropped);
        String sorted = Cost.of(input.length, () -> SORTED.query(query));
        Check.same(sorted, slow(query, true));
        Check.same(SORTED.query(sorted), sorted);
        String parts = SORTED.parts(HeaderList.of("x-a", field, "cookie", cookie));
        Check.that(parts == null || parts.length() <= KeyParts.MAX, "parts without a bound");
        Cost.atLength(input, bytes -> SORTED.query(Input.wire(bytes)));
    }

    private static String slow(String query, boolean sort) {
        List<String> kept = Arrays.stream(query.split("&", -1))
                .filter(each -> !isDropped(each))
                .collect(Collectors.toList());
        if (sort) {
            kept.sort((left, right) -> name(left).compareTo(name(right)));
        }
        return kept.isEmpty() ? null : String.join("&", kept);
    }

    private static boolean isDropped(String parameter) {
        return parameter.startsWith("utm_")
                || name(parameter).equals("fbclid")
                || name(parameter).equals("x");
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }
}

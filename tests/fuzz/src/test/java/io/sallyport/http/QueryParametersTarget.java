package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Parameters of a query: as the JDK decodes them, wherever it decodes at all. */
public final class QueryParametersTarget {
    private QueryParametersTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        String name = in.word();
        String query = Input.wire(in.rest());
        String found = Cost.of(input.length, () -> QueryParameters.first(query, name));
        Cost.atLength(input, bytes -> QueryParameters.first(Input.wire(bytes), "a"));
        try {
            Check.same(found, byJdk(query, name));
        } catch (IllegalArgumentException e) {
            // A percent sign without two hex digits: to us it stands for itself.
            Check.that(query.indexOf('%') >= 0, "not to be decoded: " + query);
        }
    }

    private static String byJdk(String query, String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty() && decoded(key).equals(name)) {
                return equals < 0 ? "" : decoded(pair.substring(equals + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

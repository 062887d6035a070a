package io.sallyport.logs.query;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parameters of the records' API, cursors among them: understood, or refused by name. */
public final class QueryTarget {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private QueryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<Map.Entry<String, String>> parameters = parameters(input);
        check(Cost.of(input.length, () -> QueryReader.records(parameters, NOW)));
        check(Cost.of(input.length, () -> QueryReader.stats(parameters, NOW)));
        check(Cost.of(input.length, () -> QueryReader.tail(parameters, NOW)));
        Place place = Place.parse(Input.utf8(input));
        if (place != null) {
            Check.same(Place.parse(place.toString()), place);
        }
        Cost.atLength(input, bytes -> Place.parse(Input.utf8(bytes)));
        Cost.atLength(input, bytes -> QueryReader.records(parameters(bytes), NOW));
    }

    private static void check(ParsedQuery<?> query) {
        if (query instanceof ParsedQuery.Refused<?> refused) {
            Check.that(!refused.detail().isEmpty() && refused.position() >= 0, "refused without a word");
        }
    }

    private static List<Map.Entry<String, String>> parameters(byte[] input) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String pair : Input.utf8(input).split("&", 100)) {
            int equals = pair.indexOf('=');
            parameters.add(
                    equals < 0
                            ? Map.entry(pair, "")
                            : Map.entry(pair.substring(0, equals), pair.substring(equals + 1)));
        }
        return parameters;
    }
}

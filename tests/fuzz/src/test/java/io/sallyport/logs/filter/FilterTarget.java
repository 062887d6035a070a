package io.sallyport.logs.filter;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;

/** The filter language: a filter, or a refusal with its place; values reach the database as parameters only. */
public final class FilterTarget {
    private FilterTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.utf8(input);
        ParsedFilter parsed = Cost.of(input.length, () -> FilterParser.parse(text));
        if (parsed instanceof ParsedFilter.Refused refused) {
            Check.that(
                    refused.position() >= 1 && refused.position() <= text.length() + 1, "place " + refused.position());
            Check.that(refused.message().contains("found") && refused.message().contains("allowed"), refused.message());
            Check.that(refused.excerpt().length() < 200, "a long excerpt");
        } else if (parsed instanceof ParsedFilter.Accepted accepted) {
            SqlCondition sql = Cost.of(input.length, () -> {
                SqlCondition condition = new SqlCondition();
                accepted.filter().write(condition);
                return condition;
            });
            long places = sql.text().chars().filter(c -> c == '?').count();
            Check.that(
                    places >= sql.values().size(),
                    places + " places for " + sql.values().size());
            Check.that(
                    sql.text().chars().allMatch(c -> c >= ' ' && c < 127 && c != ';'), "foreign text: " + sql.text());
        }
        Cost.atLength(input, bytes -> FilterParser.parse(Input.utf8(bytes)));
    }
}

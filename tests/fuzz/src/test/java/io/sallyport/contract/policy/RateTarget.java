package io.sallyport.contract.policy;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.time.DateTimeException;
import java.util.List;

/** Rates, times of day and addresses of pages in rules: a value or a refusal in words. */
public final class RateTarget {
    private RateTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> words = new Input(input).words();
        for (String word : words) {
            try {
                Rate rate = Cost.of(input.length, () -> Rate.parse(word));
                Check.same(Rate.parse(rate.toString()), rate);
                Check.that(
                        rate.count() > 0 && !rate.per().isZero() && !rate.per().isNegative(), "a rate: " + rate);
            } catch (IllegalArgumentException refusal) {
                Check.refusal(refusal);
            }
            try {
                Check.oneLine(WebUrl.require(word, "page"));
            } catch (IllegalArgumentException refusal) {
                Check.refusal(refusal);
            }
        }
        hours(words);
        Cost.atLength(input, bytes -> WebUrl.isClaimed(Input.wire(bytes)));
    }

    private static void hours(List<String> words) {
        if (words.size() > 2) {
            try {
                TimeDocument time = new TimeDocument(List.of(), words.get(0), words.get(1), words.get(2));
                Check.that(time.zone().length() < 64, "a zone: " + time.zone());
            } catch (IllegalArgumentException refusal) {
                Check.refusal(refusal);
            } catch (DateTimeException e) {
                throw new AssertionError("refused by the wrong exception", e);
            }
        }
    }
}

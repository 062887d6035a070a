package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.math.BigInteger;

/** Numbers of seconds: as a number without bounds has it, cut at the largest. */
public final class DeltaSecondsTarget {
    private static final int LONG = 1000;

    private DeltaSecondsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        long seconds = DeltaSeconds.parse(text);
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            Check.same(seconds, DeltaSeconds.INVALID);
        } else if (text.length() <= LONG) {
            Check.same(
                    seconds,
                    new BigInteger(text)
                            .min(BigInteger.valueOf(DeltaSeconds.MAX))
                            .longValue());
        }
        long age = DeltaSeconds.age(Input.lines(input));
        Check.that(age >= DeltaSeconds.INVALID && age <= DeltaSeconds.MAX, "age " + age);
        Cost.atLength(input, bytes -> DeltaSeconds.age(Input.lines(bytes)));
    }
}

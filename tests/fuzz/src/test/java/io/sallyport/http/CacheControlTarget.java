package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.List;

/** Cache-Control and its targeted form: never a failure, times within their bounds, its own text says the same again. */
public final class CacheControlTarget {
    private CacheControlTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = Input.lines(input);
        check(Cost.of(input.length, () -> CacheControl.parse(lines)));
        CacheControl targeted = Cost.of(input.length, () -> CacheControl.parseTargeted(lines));
        if (targeted != null) {
            check(targeted);
        }
        Cost.atLength(input, bytes -> CacheControl.parse(Input.lines(bytes)));
    }

    private static void check(CacheControl control) {
        for (CacheDirective directive : CacheDirective.values()) {
            long seconds = control.seconds(directive);
            Check.that(seconds >= CacheControl.ABSENT && seconds <= DeltaSeconds.MAX, directive + ": " + seconds);
            Check.same(seconds == CacheControl.ABSENT, !control.has(directive));
            for (String name : control.named(directive)) {
                Check.that(CollectedDirectives.isToken(name), "no name of a field: " + name);
            }
            Check.that(
                    !control.has(directive) || control.named(directive).isEmpty(), "whole and in part: " + directive);
        }
        Check.same(CacheControl.parse(List.of(control.toString())).toString(), control.toString());
    }
}

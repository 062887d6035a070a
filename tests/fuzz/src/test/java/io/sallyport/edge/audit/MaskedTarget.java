package io.sallyport.edge.audit;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;

/** Targets of calls in the audit trail: masking is final, and no secret parameter shows. */
public final class MaskedTarget {
    private MaskedTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        String masked = Cost.of(input.length, () -> Masked.target(text));
        Check.same(Masked.target(masked), masked);
        String secret = Masked.target("/v1/x?" + text.replaceAll("[?&;#]", "") + "&token=hunter2");
        Check.that(!secret.contains("hunter2"), "a secret shows: " + secret);
        Cost.atLength(input, bytes -> Masked.target(Input.wire(bytes)));
    }
}

package io.sallyport.policy.revision;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;

/** Texts of policies that are shown: no password in a URL, masking is final, and a difference of nothing is none. */
public final class RevisionTextTarget {
    private RevisionTextTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.utf8(input);
        String masked = Cost.of(input.length, () -> MaskedText.of(text));
        Check.same(MaskedText.of(masked), masked);
        Check.that(
                !MaskedText.of(text + "\nvia: http://us:hunter2@proxy.example\n")
                        .contains("hunter2"),
                "a password shows");
        Check.that(TextDiff.of(text, text).isEmpty(), "a difference of nothing");
        TextDiff.of(text, masked).forEach(line -> Check.that(line.indexOf('\n') < 0, "two lines in one"));
        Cost.atLength(input, bytes -> MaskedText.of(Input.utf8(bytes)));
        Cost.atLength(input, bytes -> TextDiff.of(Input.utf8(bytes), "x\n" + Input.utf8(bytes)));
    }
}

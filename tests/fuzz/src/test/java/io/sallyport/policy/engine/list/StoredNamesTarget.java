package io.sallyport.policy.engine.list;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import java.io.IOException;
import java.util.Arrays;

/** Compiled lists as they lie in the store: read whole or refused in words, and no count in them is believed. */
public final class StoredNamesTarget {
    private StoredNamesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        NameSet whole = read(input, input.length);
        NameSet pieces = read(input, 5);
        Check.same(pieces, whole);
        if (whole != null) {
            NameSet again = NameSetReader.read(whole.stored().readAllBytes());
            Check.same(again, whole);
            whole.covers("www.shop.example");
        }
    }

    private static NameSet read(byte[] input, int piece) {
        try {
            return Cost.of(input.length, () -> {
                NameSetReader reader = new NameSetReader();
                for (int at = 0; at < input.length; at += piece) {
                    reader.take(Arrays.copyOfRange(input, at, Math.min(input.length, at + piece)));
                }
                return reader.done();
            });
        } catch (IllegalArgumentException refusal) {
            Check.refusal(refusal);
            return null;
        }
    }
}

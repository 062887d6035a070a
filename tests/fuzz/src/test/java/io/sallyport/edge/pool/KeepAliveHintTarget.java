package io.sallyport.edge.pool;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.concurrent.TimeUnit;

/** What servers say of idle connections: no hint, or a time shorter than theirs. */
public final class KeepAliveHintTarget {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(999_999);

    private KeepAliveHintTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        long nanos = KeepAliveHint.nanos(Input.wire(input));
        Check.that(nanos >= 0 && (nanos == KeepAliveHint.NONE || nanos < LONGEST), "for " + nanos);
        Cost.atLength(input, bytes -> KeepAliveHint.nanos(Input.wire(bytes)));
    }
}

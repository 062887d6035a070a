package io.sallyport.http.trace;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;

/** traceparent and tracestate: read exactly as their grammar has them, and written so that they read as themselves. */
public final class TraceParentTarget {
    private static final String GRAMMAR = "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

    private TraceParentTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        TraceParent parent = TraceParent.parse(text);
        boolean read = text.matches(GRAMMAR) || (!text.startsWith("00") && text.matches("(?s)" + GRAMMAR + "-.*"));
        Check.same(parent != null, read);
        if (parent != null) {
            Check.same(TraceParent.parse(parent.text()), parent);
            Check.same(parent.traceId(), text.substring(3, 35));
        }
        if (TraceParent.isFitState(text)) {
            Check.oneLine(text.replace('\t', ' '));
        }
        Cost.atLength(input, bytes -> TraceParent.parse(Input.wire(bytes)));
    }
}

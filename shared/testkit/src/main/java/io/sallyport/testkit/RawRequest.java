package io.sallyport.testkit;

/** A request as an origin read it. */
public final class RawRequest extends RawMessage {
    RawRequest(Head head, Body body) {
        super(head, body);
    }

    public String method() {
        return parsedHead().word(0);
    }

    /** The request target as it was sent: a path with query, an absolute URI, an authority, or {@code *}. */
    public String target() {
        return parsedHead().word(1);
    }

    public String version() {
        return parsedHead().word(2);
    }
}

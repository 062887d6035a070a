package io.sallyport.testkit;

/** A response as a client read it. */
public final class RawResponse extends RawMessage {
    RawResponse(Head head, Body body) {
        super(head, body);
    }

    public String version() {
        return parsedHead().word(0);
    }

    /** The status code, or -1 if the status line has no number. */
    public int status() {
        String code = parsedHead().word(1);
        return code.matches("\\d{3}") ? Integer.parseInt(code) : -1;
    }

    public String reason() {
        return parsedHead().word(2);
    }
}

package io.sallyport.edge.limit;

/** What clients can run into, each with its key below {@code limits}. */
public enum Limit {
    HEADER_BYTES("headerBytes"),
    REQUEST_LINE("requestLine"),
    FIELD("field"),
    FIELDS("fields"),
    CONNECTIONS("connections"),
    PER_CLIENT("perClient"),
    HEADER_TIMEOUT("headerTimeout"),
    IDLE("idle"),
    TLS_HANDSHAKE("tlsHandshake"),
    BODY_TIMEOUT("bodyTimeout"),
    BODY_RATE("bodyRate"),
    RESETS("http2.resets"),
    SETTINGS("http2.settings"),
    PINGS("http2.pings"),
    CONTINUATIONS("http2.continuations"),
    IDLE_FRAMES("http2.idleFrames"),
    /** Has no key: more than two empty DATA frames in a row. */
    EMPTY_FRAMES("http2.emptyFrames");

    private final String key;

    Limit(String key) {
        this.key = key;
    }

    /** As the configuration writes it, and the metric's label. */
    public String key() {
        return key;
    }
}

package io.sallyport.edge.socks;

/** What follows from the bytes that a client has sent so far. */
sealed interface SocksStep {
    /** More of them must come; none were taken. */
    record More() implements SocksStep {
        static final More BYTES = new More();
    }

    /** The client is told something, and goes on. */
    record Say(byte[] reply) implements SocksStep {}

    /** The handshake is over; bytes that are left belong to the tunnel. */
    record Ask(SocksRequest request) implements SocksStep {}

    /**
     * The handshake has failed; no further byte is read.
     *
     * @param reply what the client is told
     */
    record Fail(SocksFault fault, byte[] reply) implements SocksStep {}
}

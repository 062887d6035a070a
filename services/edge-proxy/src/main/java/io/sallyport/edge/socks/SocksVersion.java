package io.sallyport.edge.socks;

/** What a client speaks, with the codes that it understands. */
enum SocksVersion {
    /** Addresses only. */
    V4("socks4"),
    /** SOCKS4 with names. */
    V4A("socks4a"),
    /** <a href="https://datatracker.ietf.org/doc/html/rfc1928">RFC 1928</a>. */
    V5("socks5");

    private static final int V4_GRANTED = 0x5a;
    private static final int V4_REJECTED = 0x5b;
    private static final int V4_REPLY_BYTES = 8;
    private static final int V5_REPLY_BYTES = 10;
    private static final int IPV4 = 1;

    private final String word;

    SocksVersion(String word) {
        this.word = word;
    }

    /** As records name it. */
    String word() {
        return word;
    }

    /**
     * The reply to a request. It names no address of ours: clients have no use for it, and strangers might.
     *
     * @param code of RFC 1928 section 6; 0 for success. SOCKS4 knows only yes and no
     */
    byte[] reply(int code) {
        if (this != V5) {
            byte[] reply = new byte[V4_REPLY_BYTES];
            reply[1] = (byte) (code == SocksReply.SUCCEEDED ? V4_GRANTED : V4_REJECTED);
            return reply;
        }
        byte[] reply = new byte[V5_REPLY_BYTES];
        reply[0] = 5;
        reply[1] = (byte) code;
        reply[3] = IPV4;
        return reply;
    }
}

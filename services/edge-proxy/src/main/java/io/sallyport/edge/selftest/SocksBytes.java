package io.sallyport.edge.selftest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * As much of SOCKS as a probe speaks, always with the target's name and never with an address: RFC 1928, RFC 1929 and
 * SOCKS4a.
 */
final class SocksBytes {
    private static final int VERSION = 5;
    private static final int LOGIN = 2;
    private static final int HEAD = 4;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int GRANTED = 90;
    private static final int ANSWER4 = 8;

    private SocksBytes() {}

    /** Opens a tunnel by SOCKS5. */
    static Future<Void> open5(ProbeSocket socket, String host, int port) {
        socket.write(Buffer.buffer(new byte[] {VERSION, 2, 0, LOGIN}));
        return socket.bytes(2)
                .compose(chosen -> chosen.getByte(1) == LOGIN ? login(socket) : Future.succeededFuture())
                .compose(ready -> {
                    socket.write(Buffer.buffer(new byte[] {VERSION, 1, 0, NAME, (byte) host.length()})
                            .appendString(host)
                            .appendUnsignedShort(port));
                    return socket.bytes(HEAD);
                })
                .compose(head -> head.getByte(1) == 0
                        ? rest(socket, head.getByte(3))
                        : Future.failedFuture("SOCKS5 answers " + head.getByte(1)));
    }

    /** Whatever the listener wants to hear: who has a ticket needs no login. */
    private static Future<Void> login(ProbeSocket socket) {
        String word = "selftest";
        socket.write(Buffer.buffer(new byte[] {1, (byte) word.length()})
                .appendString(word)
                .appendByte((byte) word.length())
                .appendString(word));
        return socket.bytes(2)
                .compose(judged -> judged.getByte(1) == 0
                        ? Future.succeededFuture()
                        : Future.failedFuture("SOCKS5 wants a login"));
    }

    private static Future<Void> rest(ProbeSocket socket, byte type) {
        return switch (type) {
            case IPV4 -> socket.bytes(6).mapEmpty();
            case IPV6 -> socket.bytes(18).mapEmpty();
            default ->
                socket.bytes(1)
                        .compose(length -> socket.bytes(length.getUnsignedByte(0) + 2))
                        .mapEmpty();
        };
    }

    /** Opens a tunnel by SOCKS4a. */
    static Future<Void> open4a(ProbeSocket socket, String host, int port, String user) {
        socket.write(Buffer.buffer(new byte[] {4, 1})
                .appendUnsignedShort(port)
                .appendBytes(new byte[] {0, 0, 0, 1})
                .appendString(user)
                .appendByte((byte) 0)
                .appendString(host)
                .appendByte((byte) 0));
        return socket.bytes(ANSWER4)
                .compose(answer -> answer.getUnsignedByte(1) == GRANTED
                        ? Future.succeededFuture()
                        : Future.failedFuture("SOCKS4a answers " + answer.getUnsignedByte(1)));
    }
}

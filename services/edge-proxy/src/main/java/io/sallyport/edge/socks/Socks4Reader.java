package io.sallyport.edge.socks;

import io.sallyport.edge.socks.SocksStep.Ask;
import io.sallyport.edge.socks.SocksStep.Fail;
import io.sallyport.edge.socks.SocksStep.More;
import java.nio.ByteBuffer;

/**
 * The one message of SOCKS4, and of SOCKS4a, in which an address {@code 0.0.0.x} says that a name follows. There is no
 * standard but the protocol's own description; the user that a client names is proof of nothing and is left alone.
 */
final class Socks4Reader {
    private static final int FIXED = 7;
    private static final int TEXT_MAX = 255;
    private static final int MISSING = -1;
    private static final int TOO_LONG = -2;

    private Socks4Reader() {}

    /** Reads on behind the version. */
    static SocksStep request(ByteBuffer in) {
        if (in.remaining() < FIXED) {
            return More.BYTES;
        }
        String command = SocksHandshake.command(SocksHandshake.octet(in));
        int port = in.getShort() & 0xffff;
        byte[] address = new byte[4];
        in.get(address);
        int user = terminator(in);
        if (user < 0) {
            return unread(user);
        }
        in.position(user + 1);
        if (!isNameMark(address)) {
            return new Ask(new SocksRequest(SocksVersion.V4, command, SocksHost.address(address), port, null));
        }
        int end = terminator(in);
        if (end < 0) {
            return unread(end);
        }
        byte[] name = new byte[end - in.position()];
        in.get(name);
        in.get();
        String host = SocksHost.name(name);
        return host == null
                ? fail(SocksFault.BAD_NAME)
                : new Ask(new SocksRequest(SocksVersion.V4A, command, host, port, null));
    }

    private static boolean isNameMark(byte[] address) {
        return address[0] == 0 && address[1] == 0 && address[2] == 0 && address[3] != 0;
    }

    /** Where the next zero byte is. */
    private static int terminator(ByteBuffer in) {
        int last = Math.min(in.limit() - 1, in.position() + TEXT_MAX);
        for (int i = in.position(); i <= last; i++) {
            if (in.get(i) == 0) {
                return i;
            }
        }
        return in.remaining() > TEXT_MAX ? TOO_LONG : MISSING;
    }

    private static SocksStep unread(int why) {
        return why == MISSING ? More.BYTES : fail(SocksFault.MALFORMED);
    }

    private static Fail fail(SocksFault fault) {
        return new Fail(fault, SocksVersion.V4.reply(SocksReply.GENERAL_FAILURE));
    }
}

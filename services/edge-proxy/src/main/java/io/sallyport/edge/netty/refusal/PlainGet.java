package io.sallyport.edge.netty.refusal;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are one whole GET of HTTP/1.1 of the most usual kind, and nothing else: no body, no wish about the connection, nothing that
 * a parser might read in two ways. Whatever is not certain is no plain one.
 */
final class PlainGet {
    private static final byte[] GET = ascii("GET ");
    private static final byte[] VERSION = ascii("HTTP/1.1\r\n");
    private static final byte[] HOST = ascii("host:");
    /** Beginnings of names that say something of framing, the connection or another protocol. */
    private static final byte[][] SPECIAL = {
        ascii("con"), ascii("t"), ascii("upg"), ascii("exp"), ascii("proxy"), ascii("keep"), ascii("http2")
    };

    /** Lines of browsers that begin so and say nothing that does not hold anyway. */
    private static final byte[][] HARMLESS = {
        ascii("connection: keep-alive\r\n"), ascii("upgrade-insecure-requests: 1\r\n")
    };

    private static final int MOST = 8192;

    private PlainGet() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean is(ByteBuf bytes) {
        int from = bytes.readerIndex();
        int end = bytes.writerIndex();
        if (end - from > MOST || !begins(bytes, from, end, GET)) {
            return false;
        }
        int target = from + GET.length;
        int at = target;
        while (at < end && bytes.getByte(at) > ' ' && bytes.getByte(at) < 0x7f) {
            at++;
        }
        if (at == target || at >= end || bytes.getByte(at) != ' ' || !begins(bytes, at + 1, end, VERSION)) {
            return false;
        }
        return fields(bytes, at + 1 + VERSION.length, end);
    }

    private static boolean fields(ByteBuf bytes, int from, int end) {
        int hosts = 0;
        int at = from;
        while (at < end && bytes.getByte(at) != '\r') {
            hosts += begins(bytes, at, end, HOST) ? 1 : 0;
            int next = line(bytes, at, end);
            if (next < 0) {
                return false;
            }
            at = next;
        }
        return hosts == 1 && at + 2 == end && bytes.getByte(at + 1) == '\n';
    }

    /** Where the next line begins; negative if this one says something that is to be read by others. */
    private static int line(ByteBuf bytes, int at, int end) {
        for (byte[] whole : HARMLESS) {
            if (begins(bytes, at, end, whole)) {
                return at + whole.length;
            }
        }
        return isSpecial(bytes, at, end) ? -1 : field(bytes, at, end);
    }

    private static boolean isSpecial(ByteBuf bytes, int at, int end) {
        for (byte[] name : SPECIAL) {
            if (begins(bytes, at, end, name)) {
                return true;
            }
        }
        return false;
    }

    /** Where the line behind this one begins; negative if it is no well-formed field. */
    private static int field(ByteBuf bytes, int from, int end) {
        int at = from;
        while (at < end && isName(bytes.getByte(at))) {
            at++;
        }
        if (at == from || at >= end || bytes.getByte(at) != ':') {
            return -1;
        }
        while (at < end && (bytes.getByte(at) >= ' ' && bytes.getByte(at) < 0x7f || bytes.getByte(at) == '\t')) {
            at++;
        }
        return at + 1 < end && bytes.getByte(at) == '\r' && bytes.getByte(at + 1) == '\n' ? at + 2 : -1;
    }

    private static boolean isName(byte one) {
        return one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9' || one == '-';
    }

    /** Letters of the bytes may be large, where those looked for are small. */
    private static boolean begins(ByteBuf bytes, int at, int end, byte[] with) {
        if (end - at < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            int one = bytes.getByte(at + i);
            boolean same = one == with[i] || one >= 'A' && one <= 'Z' && with != GET && one + 32 == with[i];
            if (!same) {
                return false;
            }
        }
        return true;
    }
}

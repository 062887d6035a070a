package io.sallyport.http.announce;

import io.sallyport.http.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The header of the PROXY protocol (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt): who the client is and
 * which address of ours it came to. Two addresses of different families cannot be said; such a client is unknown.
 */
public final class ProxyHeader {
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final String UNKNOWN = "PROXY UNKNOWN\r\n";
    private static final int VERSION_2_PROXY = 0x21;
    private static final int VERSION_2_LOCAL = 0x20;
    private static final int TCP_4 = 0x11;
    private static final int TCP_6 = 0x21;
    private static final int V4_LENGTH = 4;

    private ProxyHeader() {}

    /** Version 1 without a client, for a connection that is ours alone. */
    public static byte[] v1Unknown() {
        return UNKNOWN.getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2 without a client, for a connection that is ours alone. */
    public static byte[] v2Local() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.write(VERSION_2_LOCAL);
        out.write(0);
        number(out, 0);
        return out.toByteArray();
    }

    /** Version 1, one line of text. */
    public static byte[] v1(IpAddress from, int fromPort, IpAddress to, int toPort) {
        byte[] source = from.bytes();
        String line = source.length == to.bytes().length
                ? "PROXY " + (source.length == V4_LENGTH ? "TCP4 " : "TCP6 ") + from + " " + to + " " + fromPort + " "
                        + toPort + "\r\n"
                : UNKNOWN;
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2, binary. */
    public static byte[] v2(IpAddress from, int fromPort, IpAddress to, int toPort) {
        byte[] source = from.bytes();
        byte[] target = to.bytes();
        if (source.length != target.length) {
            return v2Local();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.write(VERSION_2_PROXY);
        out.write(source.length == V4_LENGTH ? TCP_4 : TCP_6);
        number(out, 2 * source.length + 4);
        out.writeBytes(source);
        out.writeBytes(target);
        number(out, fromPort);
        number(out, toPort);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}

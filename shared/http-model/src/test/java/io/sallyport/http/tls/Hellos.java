package io.sallyport.http.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Writes ClientHellos, good and bad ones. */
final class Hellos {
    static final int SERVER_NAME = 0;
    static final int ECH = 0xfe0d;
    private static final int GREASE = 0x2a2a;

    private Hellos() {}

    /** A whole record with the names, each in an extension of its own, among others that clients send. */
    static byte[] naming(String... names) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        extension(extensions, GREASE, new byte[0]);
        for (String name : names) {
            extension(extensions, SERVER_NAME, serverName(name));
        }
        extension(extensions, 10, new byte[] {0, 2, 0, 29});
        return record(hello(extensions.toByteArray()));
    }

    /** The same with an encrypted name beside the outer one. */
    static byte[] encrypting(String outer) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        extension(extensions, SERVER_NAME, serverName(outer));
        extension(extensions, ECH, new byte[180]);
        return record(hello(extensions.toByteArray()));
    }

    static byte[] serverName(String name) {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        word(out, text.length + 3);
        out.write(0);
        word(out, text.length);
        out.writeBytes(text);
        return out.toByteArray();
    }

    static void extension(ByteArrayOutputStream to, int type, byte[] value) {
        word(to, type);
        word(to, value.length);
        to.writeBytes(value);
    }

    /** A handshake message; {@code null} for one without extensions. */
    static byte[] hello(byte[] extensions) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        word(body, 0x0303);
        body.writeBytes(new byte[32]);
        body.write(32);
        body.writeBytes(new byte[32]);
        word(body, 4);
        word(body, 0x1301);
        word(body, GREASE);
        body.write(1);
        body.write(0);
        if (extensions != null) {
            word(body, extensions.length);
            body.writeBytes(extensions);
        }
        return message(1, body.toByteArray());
    }

    static byte[] message(int type, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        out.write(body.length >> 16);
        word(out, body.length & 0xffff);
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] record(byte[] fragment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(22);
        word(out, 0x0301);
        word(out, fragment.length);
        out.writeBytes(fragment);
        return out.toByteArray();
    }

    /** The message cut into records at random. */
    static byte[] records(byte[] message, SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < message.length; ) {
            int count = Math.min(message.length - at, 1 + random.nextInt(40));
            out.writeBytes(record(java.util.Arrays.copyOfRange(message, at, at + count)));
            at += count;
        }
        return out.toByteArray();
    }

    private static void word(ByteArrayOutputStream to, int value) {
        to.write(value >> 8);
        to.write(value);
    }
}

package io.sallyport.http.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the ClientHello at the start of a connection (<a
 * href="https://datatracker.ietf.org/doc/html/rfc8446#section-4.1.2">RFC 8446 section 4.1.2</a>), however segments and TLS
 * records cut it. Takes each byte once and keeps {@value #MOST} of them at most. One for each connection; not thread-safe.
 */
public final class HelloReader {
    /** Longest handshake message, its head included. */
    public static final int MOST = 16 * 1024;

    private static final int HANDSHAKE = 22;
    /** Types of records: change_cipher_spec to heartbeat. */
    private static final int LEAST_TYPE = 20;

    private static final int MOST_TYPE = 24;
    private static final int MAJOR = 3;
    private static final int RECORD_HEAD = 5;
    private static final int MESSAGE_HEAD = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int MOST_IN_RECORD = 1 << 14;

    private final byte[] head = new byte[RECORD_HEAD];
    private byte[] message = new byte[512];
    private int headFilled;
    private int recordLeft;
    private int filled;
    private Hello result = Hello.PENDING;

    /** The next bytes; what comes behind the message is left unread. */
    public Hello next(ByteBuffer bytes) {
        while (result == Hello.PENDING && bytes.hasRemaining()) {
            if (recordLeft == 0) {
                readHead(bytes.get());
            } else {
                readFragment(bytes);
            }
        }
        return result;
    }

    /** What is known so far. */
    public Hello result() {
        return result;
    }

    private void readHead(byte next) {
        head[headFilled++] = next;
        boolean first = filled == 0;
        if (headFilled == 1 && next != HANDSHAKE) {
            if (!first) {
                result = unreadable("a record of another type within the handshake");
            } else if (!isOfTls(next)) {
                result = Hello.OTHER;
            }
        } else if (headFilled == 2 && next != MAJOR) {
            result = first ? Hello.OTHER : unreadable("a record of another version within the handshake");
        } else if (headFilled == 2 && head[0] != HANDSHAKE) {
            result = unreadable("a record of another type before the handshake");
        } else if (headFilled == RECORD_HEAD) {
            headFilled = 0;
            recordLeft = (head[3] & 0xff) << 8 | head[4] & 0xff;
            if (recordLeft == 0 || recordLeft > MOST_IN_RECORD) {
                result = unreadable("a record that is empty or too long");
            }
        }
    }

    /** Some servers skip an alert, or what a middlebox would send, and read the ClientHello behind it. */
    private static boolean isOfTls(byte type) {
        return type >= LEAST_TYPE && type <= MOST_TYPE;
    }

    private void readFragment(ByteBuffer bytes) {
        int count = Math.min(Math.min(recordLeft, bytes.remaining()), wanted() - filled);
        if (filled + count > message.length) {
            message = Arrays.copyOf(message, Math.min(MOST, Math.max(filled + count, message.length * 2)));
        }
        bytes.get(message, filled, count);
        filled += count;
        recordLeft -= count;
        if (filled == MESSAGE_HEAD) {
            checkHead();
        } else if (filled > MESSAGE_HEAD && filled == wanted()) {
            result = HelloParser.parse(ByteBuffer.wrap(message, MESSAGE_HEAD, filled - MESSAGE_HEAD));
        }
    }

    /** Bytes of the message up to the end of its head, or of itself once its head is there. */
    private int wanted() {
        return filled < MESSAGE_HEAD ? MESSAGE_HEAD : MESSAGE_HEAD + length();
    }

    private int length() {
        return (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | message[3] & 0xff;
    }

    private void checkHead() {
        if (message[0] != CLIENT_HELLO) {
            result = unreadable("a handshake that does not begin with a ClientHello");
        } else if (length() == 0 || MESSAGE_HEAD + length() > MOST) {
            result = unreadable("a ClientHello that is empty or too long");
        }
    }

    private static Hello unreadable(String reason) {
        return new Hello.Unreadable(reason);
    }
}

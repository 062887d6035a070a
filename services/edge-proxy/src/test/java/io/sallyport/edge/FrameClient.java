package io.sallyport.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sallyport.testkit.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** A client of HTTP/2 that sends whatever frames it is told to, whether they are allowed or not. */
final class FrameClient implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int WHOLE = END_STREAM | END_HEADERS;

    static final int PROTOCOL_ERROR = 1;
    static final int STREAM_CLOSED = 5;
    static final int REFUSED_STREAM = 7;
    static final int ENHANCE_YOUR_CALM = 11;

    private final RawClient raw;

    /** A frame that came. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        int word(int at) {
            return ByteBuffer.wrap(payload).getInt(at);
        }
    }

    /** @param settings pairs of 16 and 32 bits */
    FrameClient(RawClient raw, int... settings) {
        this.raw = raw;
        raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        raw.send(settings(settings));
    }

    static byte[] settings(int... settings) {
        ByteBuffer payload = ByteBuffer.allocate(settings.length / 2 * 6);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        return frame(SETTINGS, 0, 0, payload.array());
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] word(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** A block of fields, names and values in turn, each as a literal that nobody indexes. */
    static byte[] block(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0x10);
            text(block, namesAndValues[i]);
            text(block, namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    /** The fields of a GET, with more behind them. */
    static byte[] get(String path, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(block(":method", "GET", ":scheme", "http", ":path", path, ":authority", "t.test"));
        block.writeBytes(block(more));
        return block.toByteArray();
    }

    static void text(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        number(to, 7, 0, bytes.length);
        to.writeBytes(bytes);
    }

    /** An integer of RFC 7541 section 5.1. */
    static void number(ByteArrayOutputStream to, int prefix, int pattern, int value) {
        int most = (1 << prefix) - 1;
        if (value < most) {
            to.write(pattern | value);
            return;
        }
        to.write(pattern | most);
        int rest = value - most;
        while (rest >= 128) {
            to.write(rest % 128 + 128);
            rest /= 128;
        }
        to.write(rest);
    }

    FrameClient send(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        raw.send(all.toByteArray());
        return this;
    }

    /** Opens a stream without a body. */
    FrameClient ask(int stream, byte[] block) {
        return send(frame(HEADERS, WHOLE, stream, block));
    }

    /** The same frames again and again, until the edge has had enough of them; {@code false} when it takes all. */
    boolean flood(int times, IntFunction<byte[]> frames) {
        try {
            for (int i = 0; i < times; i++) {
                raw.send(frames.apply(i));
            }
            return false;
        } catch (UncheckedIOException closed) {
            return true;
        }
    }

    Frame read() {
        ByteBuffer head = ByteBuffer.wrap(all(9));
        int length = (head.get() & 0xff) << 16 | (head.getShort() & 0xffff);
        return new Frame(head.get(), head.get(), head.getInt(), length == 0 ? new byte[0] : all(length));
    }

    private byte[] all(int count) {
        byte[] bytes = raw.read(count);
        if (bytes.length < count) {
            throw new UncheckedIOException(new EOFException("the connection has ended"));
        }
        return bytes;
    }

    /** Reads on to a frame of a stream that answers it: HEADERS or RST_STREAM, or GOAWAY; {@code null} when all ends. */
    Frame answer(int stream) {
        try {
            Frame frame = read();
            while (frame.type() != GOAWAY
                    && !(frame.stream() == stream && (frame.type() == HEADERS || frame.type() == RST_STREAM))) {
                frame = read();
            }
            return frame;
        } catch (UncheckedIOException ended) {
            return null;
        }
    }

    /** Reads on to the end of the connection: the error that it says, or -1 where a reset has overtaken that. */
    int end() {
        int error = -1;
        try {
            while (true) {
                Frame frame = read();
                if (frame.type() == GOAWAY) {
                    error = frame.word(4);
                }
            }
        } catch (UncheckedIOException ended) {
            if (String.valueOf(ended.getMessage()).contains("timed out")) {
                throw new AssertionError("still open", ended);
            }
            return error;
        }
    }

    /** Whether everything so far has been read, and no request of that stream was served. */
    boolean passesOver(int stream) {
        try {
            raw.send(frame(PING, 0, 0, zeros(8)));
            Frame frame = read();
            while (!(frame.type() == PING && frame.flags() == ACK)) {
                if (frame.type() == HEADERS && frame.stream() == stream) {
                    return false;
                }
                frame = read();
            }
            return true;
        } catch (UncheckedIOException ended) {
            return true;
        }
    }

    static byte[] zeros(int count) {
        return new byte[count];
    }

    @Override
    public void close() {
        raw.close();
    }
}

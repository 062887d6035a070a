package io.sallyport.edge;

import io.sallyport.testkit.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** A client that speaks HTTP/2 in clear text frame by frame, as far as a test of streams and their ends needs it. */
final class RawFrames implements AutoCloseable {
    private static final int HEAD = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    /** GET, http, path /, and the authority "t" as a literal (RFC 7541 appendix A). */
    private static final byte[] REQUEST = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 't'};

    private final RawClient client;
    private final Set<Integer> ended = new HashSet<>();
    private int lastTold = -1;

    private record Frame(int type, int flags, int stream, byte[] payload) {}

    private RawFrames(RawClient client) {
        this.client = client;
    }

    static RawFrames connect(int port) {
        RawFrames frames = new RawFrames(RawClient.connect(port));
        frames.client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frames.write(SETTINGS, 0, 0, new byte[0]);
        return frames;
    }

    /** Asks for / on a stream. */
    void get(int stream) {
        write(HEADERS, END_STREAM | END_HEADERS, stream, REQUEST);
    }

    /** Reads until the answer on a stream is complete. */
    void awaitEnd(int stream) {
        while (!ended.contains(stream)) {
            read();
        }
    }

    /** Reads until it is told how far the server comes, and returns that. */
    int awaitGoAway() {
        while (lastTold < 0) {
            read();
        }
        int told = lastTold;
        lastTold = -1;
        return told;
    }

    boolean isClosedByPeer() {
        return client.isClosedByPeer();
    }

    private void read() {
        ByteBuffer head = ByteBuffer.wrap(client.read(HEAD));
        int length = (head.getShort() & 0xffff) << 8 | head.get() & 0xff;
        Frame frame = new Frame(head.get(), head.get(), head.getInt() & Integer.MAX_VALUE, client.read(length));
        boolean ends = (frame.type == DATA || frame.type == HEADERS) && (frame.flags & END_STREAM) != 0;
        if (ends) {
            ended.add(frame.stream);
        } else if (frame.type == GOAWAY) {
            lastTold = ByteBuffer.wrap(frame.payload).getInt() & Integer.MAX_VALUE;
        } else if (frame.type == SETTINGS && (frame.flags & ACK) == 0) {
            write(SETTINGS, ACK, 0, new byte[0]);
        }
    }

    private void write(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEAD)
                .put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .array());
        bytes.writeBytes(payload);
        client.send(bytes.toByteArray());
    }

    @Override
    public void close() {
        client.close();
    }
}

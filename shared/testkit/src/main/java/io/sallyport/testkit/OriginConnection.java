package io.sallyport.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection that a {@link ScriptedOrigin} accepted. Its own thread writes; the record of bytes is for any thread. */
public final class OriginConnection {
    private final Socket socket;
    private final OpenSockets.Registration registration;
    private final Tap tap;
    private final InputStream in;
    private final OutputStream out;

    OriginConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.registration = OpenSockets.register(socket, "origin's connection from " + socket.getRemoteSocketAddress());
        this.tap = new Tap(socket.getInputStream());
        this.in = new BufferedInputStream(tap);
        this.out = socket.getOutputStream();
    }

    /** Sends text, one byte per character (ISO-8859-1). */
    public void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Everything received here so far: at most {@link MessageReader#KEPT} bytes. */
    public byte[] received() {
        return tap.bytes();
    }

    public String receivedText() {
        return new String(received(), ISO_8859_1);
    }

    /** The address that the connection came from. */
    public String peer() {
        return socket.getInetAddress().getHostAddress();
    }

    /** Raw input, for an answer that speaks another protocol after an upgrade. */
    public InputStream input() {
        return in;
    }

    /** Reads and drops until the peer closes or resets. */
    public void awaitPeerEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // A reset is an end as well.
        }
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    public void reset() {
        registration.reset();
    }

    public void close() {
        registration.close();
    }

    public boolean isClosed() {
        return socket.isClosed();
    }

    /** Copies what is read, up to a bound. */
    private static final class Tap extends FilterInputStream {
        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

        Tap(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                keep(buffer, offset, read);
            }
            return read;
        }

        private synchronized void keep(byte[] buffer, int offset, int read) {
            copy.write(buffer, offset, Math.min(read, MessageReader.KEPT - copy.size()));
        }

        synchronized byte[] bytes() {
            return copy.toByteArray();
        }
    }
}

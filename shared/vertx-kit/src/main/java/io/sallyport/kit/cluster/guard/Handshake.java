package io.sallyport.kit.cluster.guard;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A TLS handshake on a blocking socket, after which the socket is as it was: not a byte more is read than belongs to it. It is one
 * of TLS 1.2 (<a href="https://datatracker.ietf.org/doc/html/rfc5246#section-7.3">RFC 5246 section 7.3</a>), which has a
 * definite end; 1.3 says more when it likes.
 */
final class Handshake {
    private static final int HEADER = 5;
    private static final int RECORD_MAX = 16 * 1024 + 2048;

    /** Records of both sides together; a handshake has a dozen. */
    private static final int STEPS_MAX = 200;

    private final SSLEngine engine;
    private final DataInputStream in;
    private final OutputStream out;
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private final ByteBuffer plain;
    private final ByteBuffer outgoing;
    private ByteBuffer incoming = ByteBuffer.allocate(0);

    private Handshake(SSLEngine engine, InputStream in, OutputStream out) {
        this.engine = engine;
        this.in = new DataInputStream(in);
        this.out = out;
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    /** Returns when both sides have shown a certificate that the other believes; throws otherwise. */
    static void run(SSLContext context, Socket socket, boolean calling) throws IOException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(calling);
        engine.setNeedClientAuth(!calling);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        new Handshake(engine, socket.getInputStream(), socket.getOutputStream()).run();
    }

    private void run() throws IOException {
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        for (int step = 0; step < STEPS_MAX; step++) {
            switch (status) {
                case NEED_WRAP -> status = write();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> status = read();
                case NEED_TASK -> status = work();
                default -> {
                    return;
                }
            }
        }
        throw new SSLException("a handshake without an end");
    }

    private HandshakeStatus work() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus write() throws IOException {
        outgoing.clear();
        SSLEngineResult result = engine.wrap(nothing, outgoing);
        out.write(outgoing.array(), 0, outgoing.position());
        out.flush();
        return after(result);
    }

    private HandshakeStatus read() throws IOException {
        if (!incoming.hasRemaining()) {
            incoming = record();
        }
        plain.clear();
        try {
            return after(engine.unwrap(incoming, plain));
        } catch (SSLException refused) {
            tell();
            throw refused;
        }
    }

    /** The other side may know why. */
    private void tell() throws IOException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            write();
        }
    }

    private HandshakeStatus after(SSLEngineResult result) throws IOException {
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new SSLException("refused");
        }
        return result.getHandshakeStatus();
    }

    private ByteBuffer record() throws IOException {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
        if (header[0] < 20 || header[0] > 23 || length > RECORD_MAX) {
            throw new SSLException("found something else than TLS");
        }
        byte[] record = new byte[HEADER + length];
        System.arraycopy(header, 0, record, 0, HEADER);
        in.readFully(record, HEADER, length);
        return ByteBuffer.wrap(record);
    }
}

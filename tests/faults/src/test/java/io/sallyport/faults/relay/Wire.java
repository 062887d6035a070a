package io.sallyport.faults.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** One connection through a {@link Relay}. Guard of what pauses it: itself. */
final class Wire {
    private static final int PIECE = 32 * 1024;
    private static final int CONNECT_MILLIS = 3000;

    private final Relay relay;
    private final Socket client;
    private final LongSupplier caller;
    private final Random random;
    private final Socket server = new Socket();
    private volatile Mode.Cut cut;
    private volatile long passed;
    private boolean ended;

    Wire(Relay relay, Socket client, LongSupplier caller, long seed) {
        this.relay = relay;
        this.client = client;
        this.caller = caller;
        this.random = new Random(seed);
    }

    /** Connects and moves bytes; returns when the client's direction has ended. */
    void run(int target, Runnable whenEnded) {
        try {
            awaitThaw();
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress("127.0.0.1", target), CONNECT_MILLIS);
            Relay.daemon("relay-back", () -> pump(server, client, true));
            pump(client, server, false);
        } catch (IOException e) {
            reset();
        } finally {
            whenEnded.run();
        }
    }

    private void pump(Socket from, Socket to, boolean ofServer) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                Mode mode = awaitThaw();
                if (mode instanceof Mode.Delay delay) {
                    LockSupport.parkNanos(delay.time().toNanos());
                    mode = awaitThaw();
                }
                pass(mode, piece, read, out, ofServer);
            }
            awaitThaw();
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        }
    }

    private void pass(Mode mode, byte[] piece, int read, OutputStream out, boolean ofServer) throws IOException {
        int length = read;
        if (ofServer && mode instanceof Mode.Corrupt corrupt) {
            for (int i = 0; i < read; i++) {
                if (random.nextInt(corrupt.every()) == 0) {
                    piece[i] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        if (ofServer && mode instanceof Mode.Cut) {
            long before = passed;
            length = (int) Math.min(read, Math.max(0, cut.bytes() - before));
            passed = before + read;
        }
        out.write(piece, 0, length);
        out.flush();
        if (length < read) {
            throw new IOException("cut");
        }
    }

    void modeChanged() {
        Mode mode = relay.modeFor(caller);
        if (mode instanceof Mode.Refuse) {
            reset();
        }
        synchronized (this) {
            if (mode instanceof Mode.Cut next && !next.equals(cut)) {
                cut = next;
                passed = 0;
            }
            notifyAll();
        }
    }

    private synchronized Mode awaitThaw() throws IOException {
        Mode mode = relay.modeFor(caller);
        while (mode instanceof Mode.Freeze && !ended) {
            try {
                wait(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            mode = relay.modeFor(caller);
        }
        if (ended || mode instanceof Mode.Refuse) {
            throw new IOException("ended");
        }
        if (mode instanceof Mode.Cut next && cut == null) {
            cut = next;
        }
        return mode;
    }

    void reset() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        reset(client);
        reset(server);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            // There is nothing left to be sent then.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what it is to be.
        }
    }
}

package io.sallyport.edge.netty.relay;

import java.nio.ByteBuffer;

/** Sees the first bytes of a client before they go anywhere. */
public interface FirstBytes {
    /** What is to become of the bytes. */
    enum Answer {
        /** They wait for more. */
        MORE,
        /** They go on, and all that follow. */
        PASS,
        /** They go nowhere; whoever says so ends the tunnel. */
        STOP
    }

    /** The next bytes; not to be kept. */
    Answer next(ByteBuffer bytes);

    /** No more will come, or the time is over. */
    Answer end();
}

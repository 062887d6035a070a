package io.sallyport.http.hop;

import java.nio.ByteBuffer;

/** One conversation with one proxy, until it has opened a way or failed to. For one thread. */
public interface Handshake {
    /** What is said first. */
    byte[] begin();

    /** Takes from the bytes what belongs to the conversation and leaves the rest; not to be called after its end. */
    HandshakeStep read(ByteBuffer from);

    /** What it means that the proxy has closed the connection now. */
    HandshakeStep.Failed closed();
}

package io.sallyport.http.hop;

/** What to do after a piece of a proxy's answer. */
public sealed interface HandshakeStep {
    /** More must come. */
    record Wait() implements HandshakeStep {}

    /** Send this, then wait. */
    record Say(byte[] bytes) implements HandshakeStep {}

    /** The way is open; every byte behind it is the target's. */
    record Open() implements HandshakeStep {}

    /**
     * There will be no way.
     *
     * @param detail for the operator; never what the proxy said word by word
     */
    record Failed(HopFailure failure, String detail) implements HandshakeStep {}

    HandshakeStep WAIT = new Wait();
    HandshakeStep OPEN = new Open();
}

package io.sallyport.edge.netty;

import io.netty.handler.codec.quic.Quic;

/** Whether this machine has what HTTP/3 needs. */
public final class QuicSupport {
    private QuicSupport() {}

    /** Why HTTP/3 cannot be served here; empty when it can. */
    public static String missing() {
        Throwable cause = Quic.isAvailable() ? null : Quic.unavailabilityCause();
        return cause == null ? "" : "no QUIC library for this platform (" + cause.getMessage() + ")";
    }
}

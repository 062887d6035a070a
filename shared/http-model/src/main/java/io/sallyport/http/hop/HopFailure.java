package io.sallyport.http.hop;

/** Why a proxy did not open a way. */
public enum HopFailure {
    /** No connection to the proxy. */
    UNREACHABLE(true, true),
    /** No TLS with the proxy, or a certificate that is not trusted or not for its name. */
    NO_TLS(true, true),
    /** It wants a name and password that it has not got, or others. */
    LOGIN_REFUSED(true, true),
    /** It does not speak the protocol. */
    BROKE_PROTOCOL(true, true),
    /** It closed the connection when it had been told the target. */
    CLOSED(false, true),
    /** It says that it cannot at the moment, without saying why. */
    BUSY(false, true),
    /** Its rules forbid the target. */
    FORBIDDEN(false, false),
    /** It has been asked by itself, by way of others. */
    LOOP(false, false),
    /** It cannot resolve the target's name. */
    TARGET_UNKNOWN(false, false),
    /** It has no connection to the target. */
    TARGET_UNREACHABLE(false, false),
    /** It waited for the target too long, or we for it. */
    TARGET_TIMEOUT(false, false);

    private final boolean fault;
    private final boolean another;

    HopFailure(boolean fault, boolean another) {
        this.fault = fault;
        this.another = another;
    }

    /**
     * Whether it speaks against the proxy, whatever the target. What a client can bring about by its choice of a target
     * never does: else anybody could have the proxy left out.
     */
    public boolean isFault() {
        return fault;
    }

    /** Whether another proxy is worth a try. */
    public boolean isWorthAnother() {
        return another;
    }
}

package io.sallyport.edge.socks;

import io.sallyport.contract.Outcome;

/** Reply codes of <a href="https://datatracker.ietf.org/doc/html/rfc1928#section-6">RFC 1928 section 6</a>. */
final class SocksReply {
    static final int SUCCEEDED = 0;
    static final int GENERAL_FAILURE = 1;
    static final int NOT_ALLOWED = 2;
    static final int NETWORK_UNREACHABLE = 3;
    static final int HOST_UNREACHABLE = 4;
    static final int CONNECTION_REFUSED = 5;
    static final int TTL_EXPIRED = 6;
    static final int COMMAND_NOT_SUPPORTED = 7;
    static final int ADDRESS_TYPE_NOT_SUPPORTED = 8;

    private SocksReply() {}

    /** The code that says best why a request was refused. */
    static int of(Outcome outcome) {
        return switch (outcome) {
            case RULE_BLOCKED,
                    RULE_DROPPED,
                    NAME_MISMATCH,
                    AUTHENTICATION_REQUIRED,
                    ACCESS_DENIED,
                    RATE_LIMITED,
                    TARGET_FORBIDDEN,
                    PORT_FORBIDDEN,
                    LOOP_DETECTED -> NOT_ALLOWED;
            case EXIT_UNAVAILABLE -> NETWORK_UNREACHABLE;
            case DNS_FAILED, DNS_TIMEOUT -> HOST_UNREACHABLE;
            case CONNECT_REFUSED -> CONNECTION_REFUSED;
            case CONNECT_TIMEOUT -> TTL_EXPIRED;
            case NOT_SERVED -> COMMAND_NOT_SUPPORTED;
            default -> GENERAL_FAILURE;
        };
    }

    /** The same where only the status of an answer is known, as when somebody was asked for it. */
    static int of(int status) {
        if (status >= 200 && status < 300) {
            return SUCCEEDED;
        }
        return status >= 400 && status < 500 ? NOT_ALLOWED : GENERAL_FAILURE;
    }
}

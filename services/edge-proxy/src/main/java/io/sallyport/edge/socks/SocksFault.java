package io.sallyport.edge.socks;

import io.sallyport.contract.Outcome;

/** What can be wrong with a handshake. */
enum SocksFault {
    NOT_SOCKS(Outcome.NOT_SERVED, "This listener speaks SOCKS5 and SOCKS4a only."),
    MALFORMED(Outcome.BAD_REQUEST, "The SOCKS request is malformed."),
    BAD_NAME(Outcome.BAD_REQUEST, "The SOCKS request names no valid host."),
    ADDRESS_TYPE(Outcome.BAD_REQUEST, "The SOCKS request has an unknown type of address."),
    BAD_LOGIN(Outcome.AUTHENTICATION_REQUIRED, "The name and password are malformed."),
    NO_METHOD(Outcome.AUTHENTICATION_REQUIRED, "The SOCKS client offers no way to log in that is served here.");

    private final Outcome outcome;
    private final String detail;

    SocksFault(Outcome outcome, String detail) {
        this.outcome = outcome;
        this.detail = detail;
    }

    Outcome outcome() {
        return outcome;
    }

    /** One sentence for people; SOCKS itself carries none. */
    String detail() {
        return detail;
    }
}

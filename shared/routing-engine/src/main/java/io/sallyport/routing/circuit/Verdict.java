package io.sallyport.routing.circuit;

import io.sallyport.contract.Outcome;

/** What a request says of the endpoint that it was sent to. */
public enum Verdict {
    GOOD,
    BAD,
    /** Nothing: it ended by the client's doing or ours. */
    NONE;

    /** Of an answer's status: every 5xx is a failure, whether a gateway or the program behind it says so. */
    public static Verdict ofStatus(int status) {
        return status >= 500 ? BAD : GOOD;
    }

    /**
     * Of how the request ended.
     *
     * @param status of the answer's head; 0 when none came
     */
    public static Verdict of(Outcome outcome, int status) {
        return switch (outcome) {
            case CONNECT_REFUSED,
                    CONNECT_TIMEOUT,
                    TLS_CERTIFICATE,
                    TLS_FAILED,
                    TLS_ALERT,
                    DNS_FAILED,
                    DNS_TIMEOUT,
                    ORIGIN_CLOSED,
                    ORIGIN_TIMEOUT,
                    ORIGIN_BROKE_PROTOCOL,
                    ANSWER_INCOMPLETE -> BAD;
            case FORWARDED, CACHE_HIT -> status == 0 ? NONE : ofStatus(status);
            default -> NONE;
        };
    }
}

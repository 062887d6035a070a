package io.sallyport.kit.caller;

/** Values of WWW-Authenticate, as of <a href="https://datatracker.ietf.org/doc/html/rfc6750#section-3">RFC 6750 section 3</a>. */
final class Challenge {
    /** No token was shown: no error is told. */
    static final String PLAIN = "Bearer realm=\"sallyport\"";

    private Challenge() {}

    static String invalidRequest(String description) {
        return error("invalid_request", description);
    }

    static String invalidToken() {
        return error("invalid_token", "the bearer token is not a right one");
    }

    static String insufficientScope() {
        return error("insufficient_scope", "the call needs the role operate") + ", scope=\"operate\"";
    }

    private static String error(String code, String description) {
        return PLAIN + ", error=\"" + code + "\", error_description=\"" + description + "\"";
    }
}

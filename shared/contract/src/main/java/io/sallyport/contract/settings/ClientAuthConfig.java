package io.sallyport.contract.settings;

/**
 * Certificates of clients (mutual TLS).
 *
 * @param mode    whether one is asked for
 * @param ca      PEM file of the authorities that issue them, relative to the configuration folder
 * @param forward whether servers are told of the certificate, in fields that begin with {@code X-Client-Cert}
 */
public record ClientAuthConfig(Mode mode, String ca, Boolean forward) {
    /** No certificate is asked for. */
    public static final ClientAuthConfig NONE = new ClientAuthConfig(Mode.NONE, null, null);

    /** Whether a client shows a certificate. */
    public enum Mode {
        /** It is not asked. */
        NONE,
        /** It may; one that is shown must be sound. */
        REQUEST,
        /** It must, or the handshake ends. */
        REQUIRE
    }

    public ClientAuthConfig {
        mode = mode == null ? Mode.NONE : mode;
        ca = ca == null ? "" : ca;
        forward = forward != null && forward;
        if (mode == Mode.NONE && forward) {
            throw new IllegalArgumentException("forward: found true, allowed: true with mode request or require");
        }
        if (mode != Mode.NONE && ca.isEmpty()) {
            throw new IllegalArgumentException(
                    "ca: found nothing, allowed: a PEM file with the authorities of clients");
        }
    }
}

package io.sallyport.kit.tls;

/**
 * New handshakes that a client asks for on a connection of TLS 1.2. They cost a server far more than the client, who may ask
 * for as many as it likes (CVE-2011-1473), and nothing here needs them.
 */
public final class Renegotiation {
    private static final String REFUSED = "jdk.tls.rejectClientInitiatedRenegotiation";

    private Renegotiation() {}

    /**
     * Has this process refuse them with a fatal alert. Java reads it once, so this comes before the first handshake in which
     * the process is a server. What an operator has set stands.
     */
    public static void refuse() {
        if (System.getProperty(REFUSED) == null) {
            System.setProperty(REFUSED, "true");
        }
    }
}

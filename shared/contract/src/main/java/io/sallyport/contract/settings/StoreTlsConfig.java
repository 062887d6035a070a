package io.sallyport.contract.settings;

/**
 * TLS to the store. Files are PEM, relative to the folder.
 *
 * @param ca         authorities of the servers; empty: those of the JVM
 * @param cert       certificate that we show, leaf first; empty: none
 * @param key        its private key
 * @param verifyHost whether the name or address we go to must stand in the server's certificate; the chain is verified in any case
 */
public record StoreTlsConfig(String ca, String cert, String key, Boolean verifyHost) {
    public StoreTlsConfig {
        ca = ca == null ? "" : ca;
        cert = cert == null ? "" : cert;
        key = key == null ? "" : key;
        verifyHost = verifyHost == null || verifyHost;
        if (cert.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    cert.isEmpty()
                            ? "cert: found nothing, allowed: the certificate of key"
                            : "key: found nothing, allowed: the key of cert");
        }
    }

    static StoreTlsConfig none() {
        return new StoreTlsConfig(null, null, null, null);
    }
}

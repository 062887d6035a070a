package io.sallyport.contract.settings;

import io.sallyport.contract.Require;

/**
 * Mutual TLS between members of the bus; PEM files, relative to the configuration folder, read at start.
 *
 * @param cert certificate chain of this member, leaf first
 * @param key  its private key, PKCS#8
 * @param ca   authorities that make somebody a member; should serve nothing else
 */
public record BusTlsConfig(String cert, String key, String ca) {
    public BusTlsConfig {
        Require.present(cert, "cert", "a PEM file");
        Require.present(key, "key", "a PEM file");
        Require.present(ca, "ca", "a PEM file with the authorities of members");
    }
}

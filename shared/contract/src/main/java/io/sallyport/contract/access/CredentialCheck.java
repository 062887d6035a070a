package io.sallyport.contract.access;

import io.sallyport.contract.Secret;

/**
 * Asks whether what a client has shown satisfies a {@code require} rule.
 *
 * @param rule       name of the rule
 * @param kind       what it is
 * @param credential as the client sent it: for {@link Kind#BASIC} the base64 text, else the key or token itself
 */
public record CredentialCheck(String rule, Kind kind, Secret credential) {
    /** What a credential is. */
    public enum Kind {
        BASIC,
        API_KEY,
        JWT
    }
}

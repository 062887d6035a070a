package io.sallyport.policy.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;

/**
 * Keys that tokens may be signed with (<a href="https://datatracker.ietf.org/doc/html/rfc7517">RFC 7517</a>). The kind of a
 * key and the algorithm must belong together, so that a public key is never taken for a shared secret.
 */
final class KeySet {
    private static final int MAX_KEYS = 64;
    private static final int RSA_BITS_MIN = 2048;

    private final List<JWK> keys;

    private KeySet(List<JWK> keys) {
        this.keys = keys;
    }

    /** Throws {@link IllegalArgumentException} in words for a finding when the text holds no usable key. */
    static KeySet parse(String json) {
        try {
            List<JWK> keys = JWKSet.parse(json).getKeys().stream()
                    .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                    .filter(key -> !(key instanceof RSAKey rsa) || rsa.size() >= RSA_BITS_MIN)
                    .toList();
            if (keys.isEmpty() || keys.size() > MAX_KEYS) {
                throw new IllegalArgumentException("found " + keys.size() + " keys for signatures, allowed: 1 to "
                        + MAX_KEYS + ", RSA from " + RSA_BITS_MIN + " bits on");
            }
            return new KeySet(keys);
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a JSON Web Key Set", e);
        }
    }

    /** Whether there is a key of this name; a token without one may be signed by any. */
    boolean knows(String keyId) {
        return keyId == null || keys.stream().anyMatch(key -> keyId.equals(key.getKeyID()));
    }

    /** Whether one of the keys can have made a signature by one of the algorithms; if not, no token will ever do. */
    boolean serves(Collection<String> algorithms) {
        return algorithms.stream()
                .map(JWSAlgorithm::parse)
                .anyMatch(algorithm -> keys.stream().anyMatch(key -> serves(key, algorithm)));
    }

    private static boolean serves(JWK key, JWSAlgorithm algorithm) {
        try {
            JWSVerifier verifier = verifier(key, algorithm);
            return fits(key, algorithm)
                    && verifier != null
                    && verifier.supportedJWSAlgorithms().contains(algorithm);
        } catch (JOSEException e) {
            return false; // a key that does not do for this algorithm
        }
    }

    /** Whether one of the keys that the head may mean has made the signature. */
    boolean verifies(JWSHeader head, byte[] signed, com.nimbusds.jose.util.Base64URL signature) {
        for (JWK key : keys) {
            if (isMeant(key, head) && verifies(key, head, signed, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMeant(JWK key, JWSHeader head) {
        boolean named = head.getKeyID() == null || head.getKeyID().equals(key.getKeyID());
        return named && fits(key, head.getAlgorithm());
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
    }

    private static boolean verifies(
            JWK key, JWSHeader head, byte[] signed, com.nimbusds.jose.util.Base64URL signature) {
        try {
            JWSVerifier verifier = verifier(key, head.getAlgorithm());
            return verifier != null
                    && verifier.supportedJWSAlgorithms().contains(head.getAlgorithm())
                    && verifier.verify(head, signed, signature);
        } catch (JOSEException e) {
            return false; // a key that does not do for this algorithm
        }
    }

    private static JWSVerifier verifier(JWK key, JWSAlgorithm algorithm) throws JOSEException {
        if (key instanceof RSAKey rsa && JWSAlgorithm.Family.RSA.contains(algorithm)) {
            return new RSASSAVerifier(rsa);
        }
        if (key instanceof ECKey ec && JWSAlgorithm.Family.EC.contains(algorithm)) {
            return new ECDSAVerifier(ec);
        }
        if (key instanceof OctetKeyPair edwards && JWSAlgorithm.Family.ED.contains(algorithm)) {
            return Ed25519Verifier.of(edwards);
        }
        return key instanceof OctetSequenceKey secret && JWSAlgorithm.Family.HMAC_SHA.contains(algorithm)
                ? new MACVerifier(secret)
                : null;
    }
}

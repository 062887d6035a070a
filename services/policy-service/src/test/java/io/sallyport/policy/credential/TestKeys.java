package io.sallyport.policy.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;

/** One key of each kind, named {@code rsa}, {@code ec}, {@code ed} and {@code mac}. */
record TestKeys(RSAKey rsa, ECKey ec, KeyPair edwards, OctetSequenceKey mac) {
    static TestKeys make() {
        try {
            return new TestKeys(
                    new RSAKeyGenerator(2048).keyID("rsa").generate(),
                    new ECKeyGenerator(Curve.P_256).keyID("ec").generate(),
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                    new OctetSequenceKeyGenerator(256).keyID("mac").generate());
        } catch (JOSEException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** All of them as a key set, the shared secret included. */
    String set() {
        byte[] encoded = edwards.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        OctetKeyPair ed = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                .keyID("ed")
                .build();
        return new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK(), ed, mac)).toString(false);
    }
}

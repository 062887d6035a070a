package io.sallyport.policy.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.policy.RequireDocument.ClaimDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final TestKeys KEYS = TestKeys.make();

    private static JwtDocument rule(String... algorithms) {
        return new JwtDocument(
                "keys.json",
                Optional.of("https://login.example"),
                List.of("shop", "web"),
                List.of(algorithms),
                Duration.ofSeconds(10),
                List.of(new ClaimDocument("scope", "buy")),
                null,
                null);
    }

    private static TokenVerifier verifier(String... algorithms) {
        return new TokenVerifier(rule(algorithms), KeySource.fixed(KeySet.parse(KEYS.set())));
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer("https://login.example")
                .audience("shop")
                .subject("ann")
                .claim("scope", List.of("sell", "buy"))
                .claim("groups", List.of("staff", "ops"))
                .expirationTime(Date.from(NOW.plusSeconds(600)));
    }

    private static String signed(JWSHeader head, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(head, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWSHeader head(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm).keyID(keyId).build();
    }

    private static String rsa(JWTClaimsSet claims) throws JOSEException {
        return signed(head(JWSAlgorithm.RS256, "rsa"), claims, new RSASSASigner(KEYS.rsa()));
    }

    private static CredentialAnswer ask(TokenVerifier verifier, String token) {
        return verifier.check(new Secret(token), NOW);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesUserAndGroupsFromAGoodToken() throws JOSEException {
        assertThat(ask(verifier("RS256"), rsa(good().build())))
                .isEqualTo(new CredentialAnswer(Result.ACCEPTED, "ann", List.of("staff", "ops"), 60_000));
    }

    @Test
    void readsEveryAlgorithmThatTheRuleLists() throws JOSEException, GeneralSecurityException {
        JWTClaimsSet claims = good().build();
        TokenVerifier verifier = verifier("RS256", "PS256", "ES256", "EdDSA", "HS256");
        String edwards = base64("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}") + "." + base64(claims.toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KEYS.edwards().getPrivate());
        signature.update(edwards.getBytes(StandardCharsets.US_ASCII));

        assertThat(List.of(
                        ask(verifier, rsa(claims)).user(),
                        ask(verifier, signed(head(JWSAlgorithm.PS256, "rsa"), claims, new RSASSASigner(KEYS.rsa())))
                                .user(),
                        ask(verifier, signed(head(JWSAlgorithm.ES256, "ec"), claims, new ECDSASigner(KEYS.ec())))
                                .user(),
                        ask(verifier, signed(head(JWSAlgorithm.HS256, "mac"), claims, new MACSigner(KEYS.mac())))
                                .user(),
                        ask(verifier, edwards + "." + base64(signature.sign())).user()))
                .containsOnly("ann");
    }

    @Test
    void reliesOnATokenNoLongerThanItLasts() throws JOSEException {
        String token = rsa(good().expirationTime(Date.from(NOW.plusSeconds(5))).build());

        assertThat(ask(verifier("RS256"), token).validMillis()).isEqualTo(15_000);
    }

    /** One thing wrong at a time; seconds count from now. */
    @ParameterizedTest
    @CsvSource({
        "exp, -11",
        "nbf, 11",
        "aud, other",
        "iss, https://evil.example",
        "sub, ''",
        "scope, sell",
        "exp, none",
        "sub, none",
        "aud, none",
        "iss, none",
        "scope, none",
    })
    void rejectsATokenWithOneClaimWrong(String claim, String value) throws JOSEException {
        UnaryOperator<JWTClaimsSet.Builder> change = claims -> switch (value) {
            case "none" -> claims.claim(claim, null);
            case "-11", "11" -> claims.claim(claim, NOW.getEpochSecond() + Long.parseLong(value));
            default -> claims.claim(claim, value);
        };
        assertThat(ask(verifier("RS256"), rsa(change.apply(good()).build()))).isEqualTo(CredentialAnswer.REJECTED);
        assertThat(ask(verifier("RS256"), rsa(good().build())).result()).isEqualTo(Result.ACCEPTED);
    }

    @Test
    void allowsForClocksThatDiffer() throws JOSEException {
        String late = rsa(good().expirationTime(Date.from(NOW.minusSeconds(9))).build());
        String early = rsa(good().notBeforeTime(Date.from(NOW.plusSeconds(9))).build());

        assertThat(ask(verifier("RS256"), late).result()).isEqualTo(Result.ACCEPTED);
        assertThat(ask(verifier("RS256"), early).result()).isEqualTo(Result.ACCEPTED);
    }

    @Test
    void rejectsATokenThatIsNotSigned() {
        String claims = base64(good().build().toString());

        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String head = base64("{\"alg\":\"" + algorithm + "\"}");
            assertThat(ask(verifier("RS256"), head + "." + claims + ".")).isEqualTo(CredentialAnswer.REJECTED);
            assertThat(ask(verifier("RS256"), head + "." + claims)).isEqualTo(CredentialAnswer.REJECTED);
        }
    }

    /** The public key, which everybody knows, taken for the secret of an HMAC. */
    @Test
    void takesNoPublicKeyForASharedSecret() throws JOSEException {
        byte[] everybodyKnows = KEYS.rsa().toPublicKey().getEncoded();
        String forged = signed(head(JWSAlgorithm.HS256, "rsa"), good().build(), new MACSigner(everybodyKnows));

        assertThat(ask(verifier("RS256"), forged)).isEqualTo(CredentialAnswer.REJECTED);
        assertThat(ask(verifier("RS256", "HS256"), forged)).isEqualTo(CredentialAnswer.REJECTED);
    }

    @Test
    void rejectsAnAlgorithmThatTheRuleDoesNotList() throws JOSEException {
        String token = signed(head(JWSAlgorithm.RS512, "rsa"), good().build(), new RSASSASigner(KEYS.rsa()));

        assertThat(ask(verifier("RS256"), token)).isEqualTo(CredentialAnswer.REJECTED);
        assertThat(ask(verifier("RS256", "RS512"), token).result()).isEqualTo(Result.ACCEPTED);
    }

    @Test
    void rejectsWhatIsForgedCutOrTooLong() throws JOSEException {
        String token = rsa(good().build());
        String[] parts = token.split("\\.");
        String other = base64(good().subject("root").build().toString());
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .criticalParams(Set.of("exp"))
                .build();

        for (String bad : List.of(
                parts[0] + "." + other + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                token.substring(0, token.length() - 2),
                token + ".x",
                "",
                ".",
                "..",
                "a.b.c",
                "x".repeat(100_000),
                signed(critical, good().build(), new RSASSASigner(KEYS.rsa())),
                rsa(good().claim("padding", "x".repeat(9000)).build()))) {
            assertThat(ask(verifier("RS256"), bad)).isEqualTo(CredentialAnswer.REJECTED);
        }
    }

    @Test
    void rejectsAKeyThatIsNotKnownAndSaysThatItLacksIt() throws JOSEException {
        String token = signed(head(JWSAlgorithm.RS256, "next"), good().build(), new RSASSASigner(KEYS.rsa()));

        assertThat(ask(verifier("RS256"), token)).isEqualTo(CredentialAnswer.REJECTED);
        assertThat(verifier("RS256").lacksKeyOf(new Secret(token))).isTrue();
        assertThat(verifier("RS256").lacksKeyOf(new Secret(rsa(good().build()))))
                .isFalse();
        assertThat(verifier("RS256").lacksKeyOf(new Secret("nonsense"))).isFalse();
    }

    @Test
    void cannotSayWithoutKeys() throws JOSEException {
        TokenVerifier verifier =
                new TokenVerifier(rule("RS256"), KeySource.fetched("https://login.example/keys", List.of("RS256")));

        assertThat(ask(verifier, rsa(good().build()))).isEqualTo(CredentialAnswer.UNAVAILABLE);
    }

    @Test
    void refusesKeySetsThatAreNone() {
        assertThatThrownBy(() -> KeySet.parse("nonsense")).hasMessage("not a JSON Web Key Set");
        assertThatThrownBy(() -> KeySet.parse("{\"keys\":[]}")).hasMessageStartingWith("found 0 keys");
        assertThat(new JWKSet(KEYS.rsa()).toString()).contains("rsa");
    }
}

package io.sallyport.policy.credential;

import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Credentials: a token that nobody signed is never accepted and fails by an answer, a set of keys or a hash that is none is
 * refused in words without what stood there.
 */
public final class TokensTarget {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String KEYS =
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"" + "QUFB".repeat(12) + "\"}]}";
    private static final TokenVerifier VERIFIER = new TokenVerifier(
            new JwtDocument(
                    "keys.json",
                    Optional.empty(),
                    List.of(),
                    List.of("HS256", "RS256", "ES256", "EdDSA"),
                    Duration.ZERO,
                    List.of(),
                    Optional.empty(),
                    "groups"),
            KeySource.fixed(KeySet.parse(KEYS)));

    private TokensTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        int kind = in.octet() % 4;
        byte[] rest = in.rest();
        if (kind == 0) {
            token(rest);
        } else if (kind == 1) {
            keys(rest);
        } else if (kind == 2) {
            hash(rest);
        } else {
            users(rest);
        }
    }

    private static void users(byte[] bytes) {
        List<String> lines = List.of(Input.utf8(bytes).split("\r?\n", -1));
        Cost.of(bytes.length, () -> {
            try {
                var entries = CredentialFile.entries(lines, secret -> Check.that(secret.indexOf(':') < 0, "a colon"));
                entries.forEach((name, entry) -> Check.that(!name.isEmpty() && name.equals(entry.name()), name));
            } catch (IOException refusal) {
                Check.that(!refusal.getMessage().contains("hunter2"), "what stands there is told");
            }
            return null;
        });
    }

    private static void token(byte[] bytes) {
        Secret token = new Secret(Input.wire(bytes));
        CredentialAnswer answer = Cost.of(bytes.length, () -> VERIFIER.check(token, NOW));
        Check.that(answer.result() != CredentialAnswer.Result.ACCEPTED, "accepted: " + token.value());
        VERIFIER.lacksKeyOf(token);
    }

    private static void keys(byte[] bytes) {
        try {
            KeySet keys = Cost.of(bytes.length, () -> KeySet.parse(Input.utf8(bytes)));
            keys.serves(List.of("HS256", "RS256", "PS384", "ES256", "ES512", "EdDSA"));
            keys.knows("k");
        } catch (IllegalArgumentException refusal) {
            Check.that(!String.valueOf(refusal.getMessage()).isBlank(), "refused without a word");
        }
    }

    private static void hash(byte[] bytes) {
        String hash = Input.wire(bytes);
        try {
            Cost.of(bytes.length, () -> {
                PasswordHash.require(hash);
                return null;
            });
        } catch (IllegalArgumentException refusal) {
            String message = String.valueOf(refusal.getMessage());
            Check.that(hash.length() < 24 || !message.contains(hash), "the hash in a message: " + message);
        }
    }
}

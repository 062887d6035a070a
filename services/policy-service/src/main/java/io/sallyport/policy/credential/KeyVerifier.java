package io.sallyport.policy.credential;

import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.access.CredentialCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keys, found by their SHA-256. A key is long and random, so one fast hash is enough; and what a look-up by hash takes
 * tells of the hash, from which no key can be made.
 */
final class KeyVerifier implements Verifier {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, CredentialFile.Entry> entries;
    private final Map<String, CredentialFile.Entry> byHash = new HashMap<>();

    KeyVerifier(Map<String, CredentialFile.Entry> entries) {
        this.entries = Map.copyOf(entries);
        entries.values().forEach(entry -> byHash.put(entry.secret().toLowerCase(Locale.ROOT), entry));
    }

    /** Throws {@link IllegalArgumentException}, without the text in it, when it is no hash of a key. */
    static void require(String hash) {
        if (!SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a SHA-256 of 64 hexadecimal digits");
        }
    }

    @Override
    public CredentialCheck.Kind kind() {
        return CredentialCheck.Kind.API_KEY;
    }

    @Override
    public Map<String, CredentialFile.Entry> entries() {
        return entries;
    }

    @Override
    public CredentialAnswer check(Secret credential, Instant now) {
        CredentialFile.Entry entry = byHash.get(sha256(credential.value()));
        return entry == null
                ? CredentialAnswer.REJECTED
                : new CredentialAnswer(Result.ACCEPTED, entry.name(), entry.groups(), RELIABLE_MILLIS);
    }

    private static String sha256(String key) {
        try {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

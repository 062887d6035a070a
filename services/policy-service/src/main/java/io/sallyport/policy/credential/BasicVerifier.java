package io.sallyport.policy.credential;

import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.access.CredentialCheck;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Names and passwords after <a href="https://datatracker.ietf.org/doc/html/rfc7617">RFC 7617</a>, in UTF-8. */
final class BasicVerifier implements Verifier {
    private static final int MAX_PASSWORD = 1024;

    private final Map<String, CredentialFile.Entry> users;
    /** By whose hashes those are judged whom nobody knows. */
    private final List<CredentialFile.Entry> strangers;

    private final int salt = new SecureRandom().nextInt();

    BasicVerifier(Map<String, CredentialFile.Entry> users) {
        this.users = Map.copyOf(users);
        this.strangers = List.copyOf(users.values());
    }

    @Override
    public CredentialCheck.Kind kind() {
        return CredentialCheck.Kind.BASIC;
    }

    @Override
    public Map<String, CredentialFile.Entry> entries() {
        return users;
    }

    /** A name that nobody has costs a hash as well, so that time does not tell who exists. */
    @Override
    public CredentialAnswer check(Secret credential, Instant now) {
        String decoded = decoded(credential.value());
        int colon = decoded.indexOf(':');
        if (colon < 0
                || decoded.length() - colon > MAX_PASSWORD
                || decoded.chars().anyMatch(Character::isISOControl)) {
            return CredentialAnswer.REJECTED;
        }
        CredentialFile.Entry known = users.get(decoded.substring(0, colon));
        CredentialFile.Entry asked = known == null ? stranger(decoded.substring(0, colon)) : known;
        boolean right = PasswordHash.matches(decoded.substring(colon + 1), asked.secret());
        return right && known != null
                ? new CredentialAnswer(Result.ACCEPTED, known.name(), known.groups(), RELIABLE_MILLIS)
                : CredentialAnswer.REJECTED;
    }

    /** The same each time for a name, and as dear as somebody's: hashes in one file may differ in what they cost. */
    private CredentialFile.Entry stranger(String name) {
        int mixed = (name.hashCode() ^ salt) * 0x9e3779b9;
        return strangers.get(Math.floorMod(mixed ^ (mixed >>> 15), strangers.size()));
    }

    private static String decoded(String base64) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return "";
        }
    }
}

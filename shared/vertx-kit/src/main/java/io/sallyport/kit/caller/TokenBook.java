package io.sallyport.kit.caller;

import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AdminTokenConfig;
import io.sallyport.contract.settings.AdminTokenConfig.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that count, as digests. What is shown is compared with each of them, whichever is the right one, and digests
 * are of one length: the time tells neither how much of a token was right, nor which one, nor how long one is.
 */
final class TokenBook {
    /** Name of whoever shows {@code admin.token}. */
    static final String ADMIN = "admin";

    private final List<Caller> callers = new ArrayList<>();
    private final List<byte[]> digests = new ArrayList<>();

    TokenBook(AdminConfig config) {
        if (!config.token().isEmpty()) {
            add(new Caller(ADMIN, Role.OPERATE), config.token());
        }
        for (AdminTokenConfig token : config.tokens()) {
            add(new Caller(token.name(), token.role()), token.token());
        }
    }

    private void add(Caller caller, Secret token) {
        callers.add(caller);
        digests.add(digest(token.value()));
    }

    boolean isEmpty() {
        return callers.isEmpty();
    }

    /** Whose token this is. */
    Optional<Caller> of(String shown) {
        byte[] digest = digest(shown);
        int found = -1;
        for (int i = 0; i < digests.size(); i++) {
            int hit = MessageDigest.isEqual(digests.get(i), digest) ? -1 : 0;
            found = (found & ~hit) | (i & hit);
        }
        return found < 0 ? Optional.empty() : Optional.of(callers.get(found));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.sallyport.policy.credential;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Compares a password with its hash, bcrypt or Argon2. What a hash may cost is bounded when it is read. */
final class PasswordHash {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2 =
            Pattern.compile("\\$argon2(id|i|d)\\$v=\\d{1,3}\\$m=\\d{1,7},t=\\d{1,3},p=\\d{1,2}"
                    + "\\$[A-Za-z0-9+/]{11,128}\\$[A-Za-z0-9+/]{16,256}");
    private static final int MAX_COST = 14;
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final int MAX_ITERATIONS = 20;
    /** Beyond it bcrypt looks at nothing: two long passwords could be one. */
    private static final int BCRYPT_BYTES = 72;

    private PasswordHash() {}

    /** Throws {@link IllegalArgumentException}, without the hash in it, when it is none or costs too much. */
    static void require(String hash) {
        if (BCRYPT.matcher(hash).matches()) {
            int cost = Integer.parseInt(hash.substring(4, 6));
            if (cost < 4 || cost > MAX_COST) {
                throw new IllegalArgumentException("bcrypt of cost " + cost + ", allowed: 4 to " + MAX_COST);
            }
        } else if (ARGON2.matcher(hash).matches()) {
            Argon2Function argon2 = Argon2Function.getInstanceFromHash(hash);
            if (argon2.getMemory() > MAX_MEMORY_KIB || argon2.getIterations() > MAX_ITERATIONS) {
                throw new IllegalArgumentException("Argon2 beyond 256 MiB or " + MAX_ITERATIONS + " iterations");
            }
        } else {
            throw new IllegalArgumentException("neither a bcrypt ($2y$...) nor an Argon2 ($argon2id$...) hash");
        }
    }

    /** Takes as long for a wrong password as for the right one. */
    static boolean matches(String password, String hash) {
        boolean bcrypt = hash.startsWith("$2");
        boolean tooLong = bcrypt && password.getBytes(StandardCharsets.UTF_8).length > BCRYPT_BYTES;
        String tried = tooLong ? password.substring(0, 16) : password;
        try {
            boolean same = bcrypt
                    ? BcryptFunction.getInstanceFromHash(hash).check(tried, hash)
                    : Argon2Function.getInstanceFromHash(hash).check(tried, hash);
            return same && !tooLong;
        } catch (RuntimeException e) {
            return false; // a password that the function does not take is wrong
        }
    }
}

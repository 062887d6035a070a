package io.sallyport.policy.engine.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the listener has verified.
 *
 * @param allow      patterns of which one must match; empty for any certificate
 * @param userHeader field that tells the server who it is; empty for none
 */
public record Certificate(List<String> allow, String userHeader) implements Demand {
    private static final String SUBJECT = "subject:";
    private static final String FINGERPRINT = "sha256:";
    private static final String WILDCARD = "*.";

    public Certificate {
        allow = List.copyOf(allow);
    }

    @Override
    public String word() {
        return "mtls";
    }

    /**
     * What the certificate is known by, which is the name that matched; {@code null} when none does.
     *
     * @param subject     distinguished name
     * @param names       alternative names as {@code type:value}
     * @param fingerprint hexadecimal
     */
    public @Nullable String user(String subject, List<String> names, String fingerprint) {
        if (allow.isEmpty()) {
            return names.isEmpty() ? subject : value(names.get(0));
        }
        for (String pattern : allow) {
            String user = user(pattern, subject, names, fingerprint);
            if (user != null) {
                return user;
            }
        }
        return null;
    }

    private static @Nullable String user(String pattern, String subject, List<String> names, String fingerprint) {
        if (pattern.startsWith(SUBJECT)) {
            return pattern.equals(SUBJECT + subject) ? subject : null;
        }
        if (pattern.startsWith(FINGERPRINT)) {
            return pattern.equalsIgnoreCase(FINGERPRINT + fingerprint) ? subject : null;
        }
        for (String name : names) {
            if (matches(pattern, name)) {
                return value(name);
            }
        }
        return null;
    }

    /** {@code dns:*.example.org} stands for exactly one label more, as in certificates themselves (RFC 9525). */
    private static boolean matches(String pattern, String name) {
        if (pattern.equalsIgnoreCase(name)) {
            return true;
        }
        String prefix = pattern.substring(0, pattern.indexOf(':') + 1);
        String wanted = pattern.substring(prefix.length());
        if (!prefix.equals("dns:") || !wanted.startsWith(WILDCARD) || !name.startsWith(prefix)) {
            return false;
        }
        int dot = name.indexOf('.');
        return dot > prefix.length() && name.substring(dot).equalsIgnoreCase(wanted.substring(1));
    }

    private static String value(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}

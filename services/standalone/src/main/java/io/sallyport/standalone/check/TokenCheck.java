package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AdminTokenConfig;
import io.sallyport.contract.settings.AdminTokenConfig.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the tokens of the admin plane tell callers apart and can hardly be guessed. Tokens are never shown. */
final class TokenCheck {
    private static final int LENGTH = 16;
    private static final String ADMIN = "admin";

    private final Positions positions;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    TokenCheck(Positions positions) {
        this.positions = positions;
    }

    /** What must be mended; then {@link #warnings}. */
    List<Finding> run(AdminConfig admin) {
        boolean local = admin.bind().isLoopback() && admin.api().isLoopback();
        if (!admin.token().isEmpty()) {
            names.put(ADMIN, "admin.token");
            tokens.put(admin.token().value(), "admin.token");
            strong(admin.token(), "admin.token", local ? warnings : findings);
        }
        for (int i = 0; i < admin.tokens().size(); i++) {
            further(admin.tokens().get(i), "admin.tokens[" + i + "]");
        }
        boolean nobody = admin.token().isEmpty()
                && !admin.tokens().isEmpty()
                && admin.tokens().stream().allMatch(token -> token.role() == Role.READ);
        if (nobody) {
            warnings.add(positions.finding(
                    "admin.tokens", "none that may change anything", "one with role: operate, if anybody should"));
        }
        return findings;
    }

    List<Finding> warnings() {
        return warnings;
    }

    private void further(AdminTokenConfig token, String at) {
        String named = names.putIfAbsent(token.name(), at + ".name");
        if (named != null) {
            String why =
                    named.equals("admin.token") ? "\"admin\", which is the name of admin.token" : again(token.name());
            findings.add(positions.finding(at + ".name", why, "a name that no other token has"));
        }
        String same = tokens.putIfAbsent(token.token().value(), at + ".token");
        if (same != null) {
            findings.add(positions.finding(
                    at + ".token",
                    "the same token as " + same,
                    "a token of its own, such as that of openssl rand -hex 32"));
        }
        strong(token.token(), at + ".token", findings);
    }

    private static String again(String name) {
        return '"' + name + "\" again";
    }

    private void strong(Secret token, String at, List<Finding> to) {
        if (!isSendable(token.value())) {
            findings.add(positions.finding(
                    at, "a character that a field cannot carry", "letters, digits and - . _ ~ + / =, without blanks"));
        } else if (token.value().length() < LENGTH) {
            to.add(positions.finding(
                    at,
                    token.value().length() + " characters",
                    LENGTH + " or more, such as those of openssl rand -hex 32"));
        }
    }

    /** The form that <a href="https://datatracker.ietf.org/doc/html/rfc6750#section-2.1">RFC 6750 section 2.1</a> gives tokens. */
    private static boolean isSendable(String token) {
        return token.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "-._~+/=".indexOf(c) >= 0);
    }
}

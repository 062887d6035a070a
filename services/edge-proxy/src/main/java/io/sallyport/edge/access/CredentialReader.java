package io.sallyport.edge.access;

import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.policy.engine.gate.Login;
import io.vertx.core.http.Cookie;
import java.util.List;

/** Finds the credential that a rule wants in a request. */
final class CredentialReader {
    /** Longer ones are wrong without being asked about. */
    static final int MAX = 8192;

    private static final String REVERSE = "authorization";
    private static final String FORWARD = "proxy-authorization";

    private CredentialReader() {}

    /**
     * The credential; {@code null} when the client has shown none; empty when what it has shown cannot be one. A field that
     * comes twice is ambiguous and cannot be one.
     */
    static String read(Exchange exchange, Login login) {
        if (!login.cookie().isEmpty()) {
            Cookie cookie = exchange.request().getCookie(login.cookie());
            return cookie == null ? null : bounded(cookie.getValue());
        }
        List<String> lines = exchange.request().headers().getAll(field(exchange, login));
        if (lines.isEmpty()) {
            return null;
        }
        if (lines.size() > 1) {
            return "";
        }
        return login.field().isEmpty()
                ? withoutScheme(lines.get(0), login.kind())
                : bounded(lines.get(0).strip());
    }

    /** Name of the field that holds it. */
    static String field(Exchange exchange, Login login) {
        if (!login.field().isEmpty()) {
            return login.field();
        }
        return exchange.listener().forward() ? FORWARD : REVERSE;
    }

    /** Another scheme than the rule's counts as nothing shown. */
    private static String withoutScheme(String line, CredentialCheck.Kind kind) {
        String scheme = kind == CredentialCheck.Kind.BASIC ? "basic " : "bearer ";
        return line.regionMatches(true, 0, scheme, 0, scheme.length())
                ? bounded(line.substring(scheme.length()).strip())
                : null;
    }

    private static String bounded(String credential) {
        return credential.length() > MAX ? "" : credential;
    }
}

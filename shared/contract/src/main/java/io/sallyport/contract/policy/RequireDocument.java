package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a client must prove before the next rule is asked: exactly one of the first five.
 *
 * @param basic       name and password (RFC 7617)
 * @param apiKey      a key in a field
 * @param jwt         a signed token (RFC 7519)
 * @param mtls        a certificate, verified by the listener
 * @param forwardAuth the word of a service of our own
 * @param realm       what the client is asked to log in to
 * @param pass        whether what the client proved it with travels on to the server; a certificate never does
 * @param userHeader  field in which the server is told who it is; none: it is not told
 */
public record RequireDocument(
        Optional<BasicDocument> basic,
        Optional<ApiKeyDocument> apiKey,
        Optional<JwtDocument> jwt,
        Optional<MtlsDocument> mtls,
        Optional<ForwardAuthDocument> forwardAuth,
        String realm,
        boolean pass,
        Optional<String> userHeader) {
    private static final int MAX_REALM = 64;
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "via",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "proxy-authenticate");

    /**
     * @param users file of lines {@code name:hash} or {@code name:hash:group,group}; the hash is bcrypt or Argon2
     */
    public record BasicDocument(String users) {
        public BasicDocument {
            Require.present(users, "users", "a file in the configuration folder");
        }
    }

    /**
     * @param keys   file of lines {@code name:sha256} or {@code name:sha256:group,group}; SHA-256 of the key in hexadecimal
     * @param header field that holds the key
     */
    public record ApiKeyDocument(String keys, String header) {
        public ApiKeyDocument {
            Require.present(keys, "keys", "a file in the configuration folder");
            header = fieldName(header == null ? "X-Api-Key" : header, "header");
        }
    }

    /**
     * @param jwks       keys (RFC 7517): a file in the configuration folder, or an https URL
     * @param issuer     that {@code iss} must be; none: anybody
     * @param audience   one of which {@code aud} must name; none: not looked at
     * @param algorithms that a signature may have
     * @param leeway     by which clocks may differ
     * @param claims     that the token must have besides
     * @param cookie     that holds the token; none: it comes as a bearer token
     * @param groups     claim that names the user's groups, as an array of texts or one text with spaces
     */
    public record JwtDocument(
            String jwks,
            Optional<String> issuer,
            List<String> audience,
            List<String> algorithms,
            Duration leeway,
            List<ClaimDocument> claims,
            Optional<String> cookie,
            String groups) {
        private static final Set<String> KNOWN = Set.of(
                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "HS256",
                "HS384", "HS512");
        private static final Duration MAX_LEEWAY = Duration.ofMinutes(10);

        public JwtDocument {
            Require.present(jwks, "jwks", "a file in the configuration folder, or an https URL");
            if (isUrl(jwks)) {
                url(jwks, "jwks");
            }
            issuer = issuer == null ? Optional.empty() : issuer;
            audience = audience == null ? List.of() : List.copyOf(audience);
            algorithms = algorithms == null || algorithms.isEmpty()
                    ? List.of("RS256", "ES256", "EdDSA")
                    : List.copyOf(algorithms);
            for (String algorithm : algorithms) {
                if (!KNOWN.contains(algorithm)) {
                    throw new IllegalArgumentException("algorithms: found \"" + algorithm + "\", allowed: "
                            + String.join(", ", KNOWN.stream().sorted().toList()));
                }
            }
            leeway = leeway == null ? Duration.ofSeconds(30) : leeway;
            if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
                throw new IllegalArgumentException("leeway: found " + leeway + ", allowed: 0s to 10m");
            }
            claims = claims == null ? List.of() : List.copyOf(claims);
            cookie = cookie == null ? Optional.empty() : cookie;
            groups = groups == null ? "groups" : groups;
        }

        /** Whether keys are fetched. */
        public boolean fetched() {
            return isUrl(jwks);
        }

        private static boolean isUrl(String text) {
            return text.contains("://");
        }
    }

    /**
     * @param value that the claim must be, or hold if it is an array
     */
    public record ClaimDocument(String name, String value) {
        public ClaimDocument {
            Require.present(name, "name", "a claim");
            Require.present(value, "value", "a text");
        }
    }

    /**
     * @param allow certificates that will do, each as {@code dns:}, {@code email:}, {@code uri:} or {@code ip:} with a name in
     *     it ({@code dns:*.example.org} for names below), {@code subject:} with the whole distinguished name, or
     *     {@code sha256:} with the fingerprint; none: any that the listener has verified
     */
    public record MtlsDocument(List<String> allow) {
        private static final Set<String> KINDS = Set.of("dns", "email", "uri", "ip", "subject", "sha256");

        public MtlsDocument {
            allow = allow == null ? List.of() : List.copyOf(allow);
            for (String pattern : allow) {
                int colon = pattern.indexOf(':');
                if (colon < 0 || colon == pattern.length() - 1 || !KINDS.contains(pattern.substring(0, colon))) {
                    throw new IllegalArgumentException(
                            "allow: found \"" + pattern
                                    + "\", allowed: dns:NAME, email:NAME, uri:NAME, ip:ADDRESS, subject:NAME, sha256:FINGERPRINT");
                }
            }
        }
    }

    /**
     * @param url     asked with GET for each request; 2xx lets the request pass, anything else is the client's answer
     * @param timeout for the whole answer
     * @param copy    fields of the answer that travel to the server, in place of the client's own
     * @param user    field of the answer that names the user; none: nobody in particular
     */
    public record ForwardAuthDocument(String url, Duration timeout, List<String> copy, Optional<String> user) {
        public ForwardAuthDocument {
            Require.present(url, "url", "an http or https URL");
            requireHttp(url);
            timeout = Require.positive(timeout == null ? Duration.ofSeconds(2) : timeout, "timeout");
            copy = copy == null ? List.of() : List.copyOf(copy);
            copy.forEach(name -> fieldName(name, "copy"));
            user = user == null ? Optional.empty() : user;
            user.ifPresent(name -> fieldName(name, "user"));
        }
    }

    public RequireDocument {
        basic = basic == null ? Optional.empty() : basic;
        apiKey = apiKey == null ? Optional.empty() : apiKey;
        jwt = jwt == null ? Optional.empty() : jwt;
        mtls = mtls == null ? Optional.empty() : mtls;
        forwardAuth = forwardAuth == null ? Optional.empty() : forwardAuth;
        long said = List.of(basic, apiKey, jwt, mtls, forwardAuth).stream()
                .filter(Optional::isPresent)
                .count();
        if (said != 1) {
            throw new IllegalArgumentException("found " + (said == 0 ? "none" : said)
                    + ", allowed: exactly one of basic, apiKey, jwt, mtls, forwardAuth");
        }
        realm = realm == null ? "Sallyport" : realm;
        if (realm.length() > MAX_REALM || !realm.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("realm: found \"" + realm
                    + "\", allowed: up to 64 printable characters without quotes and backslashes");
        }
        userHeader = userHeader == null ? Optional.empty() : userHeader;
        userHeader.ifPresent(name -> fieldName(name, "userHeader"));
    }

    private static String fieldName(String name, String key) {
        boolean valid = !name.isEmpty()
                && name.length() <= 64
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
        if (!valid) {
            throw new IllegalArgumentException(
                    key + ": found \"" + name + "\", allowed: a field name of letters, digits, dashes and underscores");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    key + ": found \"" + name + "\", allowed: a field that does not frame or route a message");
        }
        return name;
    }

    private static void requireHttp(String url) {
        URI uri = uri(url, "url");
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("url: found \"" + url + "\", allowed: an http or https URL");
        }
    }

    /** Keys by plain http could be anybody's, except from this machine. */
    private static void url(String url, String key) {
        URI uri = uri(url, key);
        boolean here = "http".equals(uri.getScheme())
                && (uri.getHost().equals("127.0.0.1")
                        || uri.getHost().equals("localhost")
                        || uri.getHost().equals("[::1]"));
        if (!"https".equals(uri.getScheme()) && !here) {
            throw new IllegalArgumentException(
                    key + ": found \"" + url + "\", allowed: a file, an https URL, or an http URL of this machine");
        }
    }

    private static URI uri(String url, String key) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // the same answer as for a URL without a host
        }
        throw new IllegalArgumentException(
                key + ": found \"" + url + "\", allowed: a URL with a host and without user and password");
    }
}

package io.sallyport.edge.admin;

import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.http.Authority;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may call. A browser on this machine runs pages of strangers, and they can send requests to loopback: by
 * a name of their own that resolves to it (DNS rebinding), which the Host check stops, and across origins without
 * reading the answer, which the Origin check stops for calls that change something.
 */
final class Gatekeeper {
    private static final String SCHEME = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Secret token;
    private final Set<String> hosts;

    Gatekeeper(AdminConfig config) {
        this.token = config.token();
        this.hosts = Set.of("localhost", "127.0.0.1", "::1");
    }

    /**
     * What decides about a call.
     *
     * @param hosts         Host fields
     * @param origin        Origin field or {@code null}
     * @param authorization Authorization field or {@code null}
     */
    record Call(String method, String path, List<String> hosts, String origin, String authorization) {}

    /** Why the call is refused; empty when it may pass. */
    Optional<Refusal> refusal(Call call) {
        Authority host = call.hosts().size() == 1 ? Authority.parse(call.hosts().get(0)) : null;
        if (host == null) {
            return refused(400, "exactly one valid Host field is needed");
        }
        if (token.isEmpty() && !hosts.contains(host.host())) {
            return refused(403, "without a token this address answers to localhost, 127.0.0.1 and [::1] only");
        }
        if (call.origin() != null && !READING.contains(call.method()) && !isSame(call.origin(), host)) {
            return refused(403, "a page of another origin may not change anything here");
        }
        boolean open = token.isEmpty() || call.path().startsWith("/health/");
        if (open || hasToken(call.authorization())) {
            return Optional.empty();
        }
        return refused(
                401,
                call.authorization() == null ? "a bearer token is needed" : "the bearer token is not the right one");
    }

    /** The origin is compared without its scheme: a TLS terminator before us changes that, and only that. */
    private static boolean isSame(String origin, Authority host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int scheme = lower.indexOf("://");
        Authority from = scheme < 0 ? null : Authority.parse(lower.substring(scheme + 3));
        int schemePort = lower.startsWith("https:") ? 443 : 80;
        return from != null && from.host().equals(host.host()) && from.portOr(schemePort) == host.portOr(schemePort);
    }

    private boolean hasToken(String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(authorization.substring(SCHEME.length()).strip());
    }

    private static Optional<Refusal> refused(int status, String detail) {
        return Optional.of(new Refusal(status, detail));
    }
}

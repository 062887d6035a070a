package io.sallyport.kit.caller;

import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.http.Authority;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who a caller is and whether the call may pass: at the entrance, and once more at the service behind it. Without
 * any token everybody on this machine operates.
 */
public final class Gatekeeper {
    private static final String SCHEME = "bearer ";
    private static final Set<String> TOKEN_PARAMETERS = Set.of("access_token", "token");
    private static final Set<String> FORMS = Set.of("multipart/form-data", "text/plain");
    private static final String URL_FORM = "application/x-www-form-urlencoded";

    private final TokenBook tokens;

    public Gatekeeper(AdminConfig config) {
        this.tokens = new TokenBook(config);
    }

    /** Who may do what; the first reason against a call is the one that is told. */
    public Verdict judge(Call call) {
        boolean changes = ReadingCalls.changes(call);
        Authority host = call.hosts().size() == 1 ? Authority.parse(call.hosts().get(0)) : null;
        if (host == null) {
            return refused(changes, 400, "exactly one valid Host field is needed");
        }
        if (tokens.isEmpty() && !Strangers.isLoopback(host)) {
            return refused(changes, 403, "without a token this address answers to localhost, 127.0.0.1 and [::1] only");
        }
        if (!ReadingCalls.isSafe(call.method()) && Strangers.isForeign(call.browser(), host)) {
            return refused(changes, 403, "a page of another origin may not change anything here");
        }
        if (tokens.isEmpty() && !isOpen(call.path()) && Strangers.isForeignSite(call.browser())) {
            return refused(changes, 403, "a page of another origin may not ask anything here");
        }
        return known(call, changes);
    }

    private Verdict known(Call call, boolean changes) {
        if (showsTokenInUrl(call.query())) {
            String why = "a token does not belong into a URL, where logs keep it";
            return new Verdict.Refused(Caller.UNKNOWN, changes, 400, why, Challenge.invalidRequest(why));
        }
        if (tokens.isEmpty()) {
            return able(call, Caller.LOCAL, changes);
        }
        List<String> shown = call.authorizations();
        if (shown.size() > 1) {
            String why = "more than one Authorization field";
            return new Verdict.Refused(Caller.UNKNOWN, changes, 400, why, Challenge.invalidRequest(why));
        }
        Optional<String> token = shown.isEmpty() ? Optional.empty() : bearer(shown.get(0));
        Optional<Caller> caller = token.flatMap(tokens::of);
        if (caller.isPresent()) {
            return able(call, caller.get(), changes);
        }
        if (isOpen(call.path()) && !changes) {
            return new Verdict.Admitted(Caller.UNKNOWN, false);
        }
        return token.isEmpty()
                ? new Verdict.Refused(Caller.UNKNOWN, changes, 401, "a bearer token is needed", Challenge.PLAIN)
                : new Verdict.Refused(
                        Caller.UNKNOWN,
                        changes,
                        401,
                        "the bearer token is not the right one",
                        Challenge.invalidToken());
    }

    private static Verdict able(Call call, Caller caller, boolean changes) {
        if (!Targets.isPlain(call.path())) {
            String why =
                    "the request target must be a path without dot segments, empty segments, backslashes and encoded slashes";
            return new Verdict.Refused(caller, changes, 400, why, "");
        }
        if (changes && !caller.mayOperate()) {
            return new Verdict.Refused(
                    caller,
                    true,
                    403,
                    "the token \"" + caller.name() + "\" may ask, and change nothing: that needs the role operate",
                    Challenge.insufficientScope());
        }
        if (!ReadingCalls.isSafe(call.method()) && isForm(call)) {
            return new Verdict.Refused(
                    caller,
                    changes,
                    415,
                    "Content-Type: found " + call.contentType() + ", allowed: application/json or application/yaml",
                    "");
        }
        return new Verdict.Admitted(caller, changes);
    }

    /** Forms are what a page can send anywhere. One that no browser sends is taken for JSON: curl calls any body one. */
    private static boolean isForm(Call call) {
        int parameters = call.contentType().indexOf(';');
        String type = (parameters < 0 ? call.contentType() : call.contentType().substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return FORMS.contains(type) || (type.equals(URL_FORM) && call.browser().any());
    }

    /** What is served to everybody who reaches the address. */
    private static boolean isOpen(String path) {
        return path.startsWith("/health/") && Targets.isPlain(path);
    }

    private static boolean showsTokenInUrl(String query) {
        for (String pair : query.split("[&;]")) {
            int equals = pair.indexOf('=');
            String name = ReadingCalls.decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (TOKEN_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> bearer(String authorization) {
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = bearer ? authorization.substring(SCHEME.length()).strip() : "";
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    private static Verdict refused(boolean changes, int status, String detail) {
        return new Verdict.Refused(Caller.UNKNOWN, changes, status, detail, "");
    }
}

package io.sallyport.routing.validation;

import io.sallyport.contract.route.AnswerDocument;
import io.sallyport.contract.route.CorsDocument;
import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RewriteDocument.FieldDocument;
import io.sallyport.contract.route.RewriteDocument.FieldsDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteLimitsDocument;
import io.sallyport.http.Authority;
import io.sallyport.routing.act.Cors;
import io.sallyport.routing.act.FieldText;
import io.sallyport.routing.act.PathRewrite;
import io.sallyport.routing.act.RedirectAnswer;
import io.sallyport.routing.act.RouteActions;
import io.sallyport.routing.match.PathPattern;
import io.sallyport.routing.match.PathTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a route does: redirect, fixed answer, rewrites, limits, time-outs, cross-origin rules. */
final class RouteActionCheck {
    /** For one connection only, or about framing, or written by us in any case. */
    private static final Set<String> REQUEST_FIELDS_OF_OURS = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "http2-settings",
            "expect",
            "via");

    private static final Set<String> RESPONSE_FIELDS_OF_OURS = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade");

    private static final String FIELD_NAME = "the name of a field, such as X-Team";

    private final Findings findings;

    RouteActionCheck(Findings findings) {
        this.findings = findings;
    }

    /** @param pattern what the route matches; {@code null} when that is wrong itself */
    void check(RouteDocument route, @Nullable PathPattern pattern, String path) {
        positive(route.headTimeout(), path + ".headTimeout");
        positive(route.timeout(), path + ".timeout");
        route.answer().ifPresent(answer -> answer(answer, path + ".answer"));
        route.rewrite().ifPresent(rewrite -> fields(rewrite, path + ".rewrite"));
        route.limits().ifPresent(limits -> limits(limits, path + ".limits"));
        route.cors().ifPresent(cors -> cors(cors, path + ".cors"));
        if (pattern != null) {
            targets(route, pattern, path);
        }
    }

    private void positive(Optional<Duration> timeout, String path) {
        timeout.filter(time -> time.isZero() || time.isNegative())
                .ifPresent(time -> findings.add(path, time.toString(), "a duration above zero, such as 10s"));
    }

    private void targets(RouteDocument route, PathPattern pattern, String path) {
        PathTemplate names = pattern instanceof PathTemplate template ? template : null;
        route.redirect()
                .ifPresent(redirect ->
                        compiles(redirect.to(), path + ".redirect.to", () -> RedirectAnswer.of(redirect, names)));
        route.rewrite()
                .map(RewriteDocument::path)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> compiles(text, path + ".rewrite.path", () -> PathRewrite.of(text, pattern)));
    }

    private void compiles(String text, String path, Runnable compile) {
        try {
            compile.run();
        } catch (IllegalArgumentException e) {
            findings.add(path, Findings.quoted(text), String.valueOf(e.getMessage()));
        }
    }

    private void answer(AnswerDocument answer, String path) {
        boolean bodiless = answer.status() == 204 || answer.status() == 205 || answer.status() == 304;
        if (bodiless && !answer.body().isEmpty()) {
            findings.add(path + ".body", "a body", "none with status " + answer.status());
        }
        if (answer.type().indexOf('/') < 1 || !FieldText.isValue(answer.type())) {
            findings.add(path + ".type", Findings.quoted(answer.type()), "a media type such as text/html");
        }
    }

    private void fields(RewriteDocument rewrite, String path) {
        String host = rewrite.host();
        if (!host.isEmpty() && !host.equals(RouteActions.ENDPOINT_HOST) && Authority.parse(host) == null) {
            findings.add(path + ".host", Findings.quoted(host), "a name such as shop.internal, or {endpoint}");
        }
        changes(rewrite.request(), REQUEST_FIELDS_OF_OURS, path + ".request");
        changes(rewrite.response(), RESPONSE_FIELDS_OF_OURS, path + ".response");
    }

    private void changes(FieldsDocument fields, Set<String> ours, String path) {
        for (int i = 0; i < fields.remove().size(); i++) {
            name(fields.remove().get(i), ours, path + ".remove[" + i + "]");
        }
        fields(fields.set(), ours, path + ".set");
        fields(fields.add(), ours, path + ".add");
    }

    private void fields(List<FieldDocument> fields, Set<String> ours, String path) {
        for (int i = 0; i < fields.size(); i++) {
            FieldDocument field = fields.get(i);
            name(field.name(), ours, path + "[" + i + "].name");
            if (!FieldText.isValue(field.value())) {
                findings.add(
                        path + "[" + i + "].value",
                        "a value with line breaks, control characters or letters beyond ASCII",
                        "visible ASCII and blanks inside");
            }
        }
    }

    private void name(String name, Set<String> ours, String path) {
        if (!FieldText.isToken(name)) {
            findings.add(path, Findings.quoted(name), FIELD_NAME);
        } else if (ours.contains(name.toLowerCase(Locale.ROOT))) {
            String remedy = name.equalsIgnoreCase("host") ? "; rewrite.host changes the Host" : "";
            findings.add(
                    path,
                    Findings.quoted(name),
                    "a field that is not about one connection, framing or the host, which we write ourselves" + remedy);
        }
    }

    private void limits(RouteLimitsDocument limits, String path) {
        methods(limits.method(), path + ".method");
        limits.body()
                .filter(size -> size.bytes() < 0)
                .ifPresent(size -> findings.add(path + ".body", size.toString(), "0B or more"));
    }

    /** Methods are compared letter by letter, and the registered ones are in upper case. */
    void methods(List<String> methods, String path) {
        for (int i = 0; i < methods.size(); i++) {
            String method = methods.get(i);
            if (!FieldText.isToken(method) || !method.equals(method.toUpperCase(Locale.ROOT))) {
                findings.add(path + "[" + i + "]", Findings.quoted(method), "a method in upper case, such as GET");
            }
        }
    }

    private void cors(CorsDocument cors, String path) {
        for (int i = 0; i < cors.origin().size(); i++) {
            String origin = cors.origin().get(i);
            if (!origin.equals("*") && !Cors.isOrigin(origin)) {
                findings.add(
                        path + ".origin[" + i + "]",
                        Findings.quoted(origin),
                        "https://app.example, https://*.example or *; without a path");
            }
        }
        if (cors.origin().isEmpty()) {
            findings.add(path + ".origin", "an empty list", "at least one origin, or no cors at all");
        }
        if (cors.credentials() && cors.origin().contains("*")) {
            findings.add(
                    path + ".credentials",
                    "true together with origin *",
                    "the origins that may send cookies, one by one");
        }
        methods(cors.method(), path + ".method");
        names(cors.header(), path + ".header");
        names(cors.expose(), path + ".expose");
    }

    private void names(List<String> names, String path) {
        for (int i = 0; i < names.size(); i++) {
            if (!FieldText.isToken(names.get(i))) {
                findings.add(path + "[" + i + "]", Findings.quoted(names.get(i)), FIELD_NAME);
            }
        }
    }
}

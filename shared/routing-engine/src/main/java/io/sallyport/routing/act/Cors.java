package io.sallyport.routing.act;

import io.sallyport.contract.route.CorsDocument;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.act.FieldChanges.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which other origins' pages may use a route, by the <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS
 * protocol</a>. Says what answers carry; whether a page may read an answer is for the browser to enforce.
 */
public final class Cors {
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";
    private static final Field ANY_ORIGIN = new Field(ALLOW_ORIGIN, "*");
    private static final Field CREDENTIALS = new Field("access-control-allow-credentials", "true");
    private static final int MAX_ASKED = 1024;

    private final boolean anyOrigin;
    private final List<OriginPattern> origins;
    private final Set<String> methods;
    private final String methodList;
    private final boolean anyHeader;
    private final Set<String> headers;
    private final String expose;
    private final boolean credentials;
    private final Field maxAge;

    private Cors(CorsDocument document) {
        this.anyOrigin = document.origin().contains("*");
        List<OriginPattern> patterns = new ArrayList<>();
        for (String origin : document.origin()) {
            OriginPattern pattern = origin.equals("*") ? null : OriginPattern.of(origin);
            if (pattern == null && !origin.equals("*")) {
                throw new IllegalArgumentException(origin);
            }
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        this.origins = List.copyOf(patterns);
        this.methods = new LinkedHashSet<>(List.of("GET", "HEAD", "POST"));
        this.methods.addAll(document.method());
        this.methodList = String.join(", ", methods);
        this.anyHeader = document.header().contains("*");
        this.headers = new LinkedHashSet<>();
        document.header().forEach(header -> headers.add(header.toLowerCase(Locale.ROOT)));
        this.expose = String.join(", ", document.expose());
        this.credentials = document.credentials();
        this.maxAge = new Field(
                "access-control-max-age", Long.toString(document.maxAge().toSeconds()));
    }

    /** @throws IllegalArgumentException with an origin that is none */
    public static Cors of(CorsDocument document) {
        return new Cors(document);
    }

    /** Whether the text is an origin, or stands for all below a name. */
    public static boolean isOrigin(String text) {
        return OriginPattern.of(text) != null;
    }

    /** Whether a browser asks in advance; such a request never reaches a server. */
    public static boolean isPreflight(RequestFacts facts) {
        return facts.method().equals("OPTIONS")
                && facts.headers().contains("origin")
                && facts.headers().contains("access-control-request-method");
    }

    /** Whether answers depend on who asks. */
    public boolean variesByOrigin() {
        return !anyOrigin || credentials;
    }

    /** The fields of an answer that say who may read it; none for an origin that may not, and without one. */
    public List<Field> answer(HeaderView request) {
        Field origin = allowedOrigin(request.get("origin"));
        if (origin == null) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>(3);
        fields.add(origin);
        if (credentials) {
            fields.add(CREDENTIALS);
        }
        if (!expose.isEmpty()) {
            fields.add(new Field("access-control-expose-headers", expose));
        }
        return fields;
    }

    /** The fields of the answer to a preflight; none when anything of what is asked for is not allowed. */
    public List<Field> preflight(HeaderView request) {
        Field origin = allowedOrigin(request.get("origin"));
        String method = request.get("access-control-request-method");
        String asked = request.get("access-control-request-headers");
        if (origin == null || method == null || !methods.contains(method) || !allowsHeaders(asked)) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>(5);
        fields.add(origin);
        if (credentials) {
            fields.add(CREDENTIALS);
        }
        fields.add(new Field("access-control-allow-methods", methodList));
        if (asked != null && !asked.isBlank()) {
            fields.add(new Field("access-control-allow-headers", asked));
        }
        fields.add(maxAge);
        return fields;
    }

    private @Nullable Field allowedOrigin(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        if (anyOrigin && !credentials) {
            return ANY_ORIGIN;
        }
        OriginPattern asked = OriginPattern.of(origin);
        boolean allowed = asked != null && origins.stream().anyMatch(pattern -> pattern.matches(asked));
        return allowed ? new Field(ALLOW_ORIGIN, origin) : null;
    }

    private boolean allowsHeaders(@Nullable String asked) {
        if (asked == null) {
            return true;
        }
        if (asked.length() > MAX_ASKED) {
            return false;
        }
        for (String part : asked.split(",")) {
            String name = part.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && (!FieldText.isToken(name) || !(anyHeader || headers.contains(name)))) {
                return false;
            }
        }
        return true;
    }
}

package io.sallyport.edge.page;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * What a browser must not do with the page. All scripts and styles are files of ours: nothing inline, nothing evaluated, nothing
 * of another origin, and with trusted types not even a string that becomes markup. Nobody may frame it.
 */
final class PageHeaders {
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final Map<String, String> FIELDS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private PageHeaders() {}

    static void put(HttpServerResponse response) {
        FIELDS.forEach(response::putHeader);
    }
}

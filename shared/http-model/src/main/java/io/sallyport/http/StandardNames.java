package io.sallyport.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of response fields that nearly everybody sends, so that many messages can hold one text. */
public final class StandardNames {
    private static final List<String> NAMES = List.of(
            "Accept-Ranges",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age",
            "Allow",
            "Alt-Svc",
            "Cache-Control",
            "Cache-Groups",
            "Cache-Status",
            "Cache-Tag",
            "CDN-Cache-Control",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Location",
            "Content-Range",
            "Content-Security-Policy",
            "Content-Type",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Date",
            "ETag",
            "Expires",
            "Last-Modified",
            "Link",
            "Location",
            "NEL",
            "Permissions-Policy",
            "Pragma",
            "Referrer-Policy",
            "Report-To",
            "Retry-After",
            "Server",
            "Server-Timing",
            "Set-Cookie",
            "Strict-Transport-Security",
            "Surrogate-Control",
            "Surrogate-Key",
            "Timing-Allow-Origin",
            "Vary",
            "Via",
            "X-Cache",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-Powered-By",
            "X-Request-Id",
            "X-XSS-Protection",
            "xkey");

    private static final Map<String, String> SHARED = shared();

    private StandardNames() {}

    private static Map<String, String> shared() {
        Map<String, String> texts = new HashMap<>();
        for (String name : NAMES) {
            texts.put(name, name);
            String lower = name.toLowerCase(Locale.ROOT);
            texts.putIfAbsent(lower, lower);
        }
        return Map.copyOf(texts);
    }

    /** The same text, and for a standard name, in its usual or in lower case, always the same object. */
    public static String shared(String name) {
        return SHARED.getOrDefault(name, name);
    }

    /** All of them, in lower case. */
    public static List<String> lowerCase() {
        return NAMES.stream().map(name -> shared(name.toLowerCase(Locale.ROOT))).toList();
    }
}

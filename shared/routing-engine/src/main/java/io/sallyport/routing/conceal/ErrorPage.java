package io.sallyport.routing.conceal;

import io.sallyport.http.FieldPatterns;
import io.sallyport.http.Weighted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our page in place of an error page of a server: a problem document (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9457">RFC 9457</a>), or a page for those who ask for HTML by name, as
 * browsers do. It says what the status says and nothing else.
 *
 * @param type media type
 * @param body text in ASCII
 */
public record ErrorPage(String type, String body) {
    /**
     * What of the server's head goes with our page: how long it may be kept, when to come again, who may ask and how,
     * what scripts may read. All else could tell of the server, or described the body that is gone.
     */
    private static final FieldPatterns KEPT = FieldPatterns.of(List.of(
            "Date",
            "Age",
            "Cache-Control",
            "Expires",
            "Vary",
            "Retry-After",
            "WWW-Authenticate",
            "Allow",
            "Set-Cookie",
            "Strict-Transport-Security",
            "Access-Control-*",
            "RateLimit*",
            "Connection",
            "Content-Length",
            "Transfer-Encoding"));

    /**
     * The page for a status.
     *
     * @param title  the status's name
     * @param accept the request's Accept; {@code null} for none
     */
    public static ErrorPage of(int status, String title, @Nullable String accept) {
        if (wantsHtml(accept)) {
            String line = status + " " + title;
            return new ErrorPage(
                    "text/html; charset=utf-8",
                    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + line
                            + "</title></head>\n<body><h1>" + line + "</h1></body></html>\n");
        }
        return new ErrorPage(
                "application/problem+json",
                "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}\n");
    }

    /** Whether a field of the server's head stays; those that frame its message are for whoever writes ours. */
    public static boolean keeps(String name) {
        return KEPT.matches(name);
    }

    /** By name and not with weight 0; {@code *}{@code /*} is what programs send. */
    private static boolean wantsHtml(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        for (Weighted range : Weighted.list(List.of(accept))) {
            if (range.value().equals("text/html") || range.value().equals("application/xhtml+xml")) {
                return range.weight() > 0;
            }
        }
        return false;
    }
}

package io.sallyport.edge.exchange;

import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.problem.StatusText;
import io.sallyport.http.PageChoice;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A problem as a page for people. On the forward side it appears under the name of the site that is refused, so it has
 * no script, loads nothing, and may do nothing in that site's name: {@code sandbox} makes it nobody's.
 */
final class ProblemPage {
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");
    private static final CharSequence SECURITY_POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:12vh auto;padding:0 1em;"
                    + "color:#222;background:#fff}h1{font-size:1.4em}dt{font-weight:600}dd{margin:0 0 .6em}"
                    + "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}a{color:#9cf}}";
    private static final String RULES =
            "default-src 'none'; style-src '" + digest(STYLE) + "'; base-uri 'none'; form-action 'none'; sandbox";

    private ProblemPage() {}

    /** Whether somebody is to read the answer. */
    static boolean isWanted(Exchange exchange) {
        return PageChoice.isPage(exchange.request().headers().getAll(HttpHeaders.ACCEPT));
    }

    static void head(MultiMap to) {
        to.set(HttpHeaders.CONTENT_TYPE, HTML);
        to.set(SECURITY_POLICY, RULES);
        to.set(TYPE_OPTIONS, "nosniff");
        to.set(REFERRER_POLICY, "no-referrer");
    }

    /** @param site that is refused; empty on the reverse side, which tells of no proxy, and when it is not known */
    static Buffer body(Problem problem, String site) {
        String line = problem.status() + " " + StatusText.of(problem.status());
        StringBuilder page = new StringBuilder(1024)
                .append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(line)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head>\n<body><h1>")
                .append(line)
                .append("</h1>\n<p>");
        escaped(page, problem.detail());
        page.append("</p>\n<dl>");
        entry(page, "Site", site);
        entry(page, "Rule", problem.rule());
        entry(page, "Reference", problem.reference());
        entry(page, "By order of", problem.authority());
        page.append("</dl>\n");
        if (!site.isEmpty()) {
            page.append("<p>This answer is the proxy's, not the site's.</p>");
        }
        return Buffer.buffer(page.append("</body></html>\n").toString());
    }

    private static void entry(StringBuilder page, String term, String text) {
        if (text.isEmpty()) {
            return;
        }
        page.append("<dt>").append(term).append("</dt><dd>");
        boolean link = text.startsWith("https://") || text.startsWith("http://");
        if (link) {
            page.append("<a rel=\"noreferrer\" href=\"");
            escaped(page, text);
            page.append("\">");
        }
        escaped(page, text);
        page.append(link ? "</a></dd>" : "</dd>");
    }

    private static void escaped(StringBuilder page, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '&' -> page.append("&amp;");
                case '"' -> page.append("&quot;");
                default -> page.append(c);
            }
        }
    }

    private static String digest(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

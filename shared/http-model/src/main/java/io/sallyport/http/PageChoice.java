package io.sallyport.http;

import java.util.List;

/**
 * Whether a client wants an answer as a page for people or as a document for programs, by its Accept (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-12.5.1">RFC 9110 section 12.5.1</a>).
 */
public final class PageChoice {
    private PageChoice() {}

    /**
     * Browsers name {@code text/html} when somebody is to read the answer; programs name JSON, or take anything.
     *
     * @param lines of the field
     */
    public static boolean isPage(List<String> lines) {
        if (lines.isEmpty()) {
            return false;
        }
        int page = 0;
        int document = 0;
        for (Weighted range : Weighted.list(lines)) {
            switch (range.value()) {
                case "text/html", "application/xhtml+xml" -> page = Math.max(page, range.weight());
                case "application/problem+json", "application/json" -> document = Math.max(document, range.weight());
                default -> {}
            }
        }
        return page > 0 && page >= document;
    }
}

package io.sallyport.contract.policy;

import java.net.URI;

/** Checks URLs that travel to clients in fields and pages. */
final class WebUrl {
    private static final int MAX = 2048;

    private WebUrl() {}

    /** Whether a text claims to be a URL of the web. */
    static boolean isClaimed(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    /** Printable ASCII, http or https, with a host and without user and password. */
    static String require(String text, String key) {
        if (!isClaimed(text) || text.length() > MAX || !isSound(text)) {
            throw new IllegalArgumentException(key + ": found \"" + text
                    + "\", allowed: an http or https URL with a host, of at most 2048 ASCII characters, without user and"
                    + " password");
        }
        return text;
    }

    private static boolean isSound(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '<' && c != '>');
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

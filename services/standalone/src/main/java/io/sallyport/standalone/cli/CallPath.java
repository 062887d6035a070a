package io.sallyport.standalone.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Path and query of a call, written piece by piece. */
final class CallPath {
    private final StringBuilder text;
    private char separator = '?';

    CallPath(String path) {
        this.text = new StringBuilder(path);
    }

    /** A parameter; left out when its value is empty. */
    CallPath with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(separator).append(name).append('=').append(encoded(value));
            separator = '&';
        }
        return this;
    }

    /** For a segment of a path or a value of a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

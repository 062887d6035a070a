package io.sallyport.edge.upstream;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/** How long an answer's body is, by its head (RFC 9112 section 6.3). */
final class BodyLength {
    /** The head does not say: chunks, or until the connection closes. */
    static final long UNKNOWN = -1;

    /** The head says something that is no length, or names a coding that this hop does not know. */
    static final long INVALID = -2;

    private BodyLength() {}

    static long of(HttpClientResponse response, HttpMethod method) {
        int status = response.statusCode();
        if (status == 204 || status == 304 || method.equals(HttpMethod.HEAD)) {
            return 0;
        }
        String coding = response.headers().get("transfer-encoding");
        if (coding != null) {
            return coding.equalsIgnoreCase("chunked") ? UNKNOWN : INVALID;
        }
        String text = response.headers().get("content-length");
        return text == null ? UNKNOWN : parse(text);
    }

    private static long parse(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return INVALID;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return INVALID;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}

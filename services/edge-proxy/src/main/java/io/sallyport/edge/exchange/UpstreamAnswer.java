package io.sallyport.edge.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;

/**
 * An origin's final answer: the head, a body that is still to come, and who listens in on that body. Response filters
 * look at it, may set a {@link BodyTap}, and never read the body themselves.
 */
public final class UpstreamAnswer {
    private static final BodyTap DEAF = new BodyTap() {};

    private final HttpClientResponse response;
    private final int status;
    private final MultiMap headers;
    private final long length;
    private BodyTap tap = DEAF;

    /** @param length body bytes that the head promises; -1 when it does not say */
    public UpstreamAnswer(HttpClientResponse response, long length) {
        this.response = response;
        this.status = response.statusCode();
        this.headers = response.headers();
        this.length = length;
    }

    public HttpClientResponse response() {
        return response;
    }

    public int status() {
        return status;
    }

    public MultiMap headers() {
        return headers;
    }

    public long length() {
        return length;
    }

    public BodyTap tap() {
        return tap;
    }

    /** Sets who listens in. */
    public void tap(BodyTap listener) {
        tap = listener;
    }
}

package io.sallyport.edge.answer;

import io.sallyport.contract.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * An origin's final answer: the head, a body that is still to come, and who listens in on that body. Response filters
 * look at it, may change its fields, set a {@link BodyTap}, a {@link BodyTransform}, a {@link BodyIntake} or another
 * body, and never read the body themselves.
 */
public final class UpstreamAnswer {
    private final HttpClientResponse response;
    private final int status;
    private final MultiMap headers;
    private final long length;
    private BodyTap tap = BodyTap.DEAF;
    private BodyTransform transform;
    private Buffer replacement;
    private BodyIntake intake;

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

    /** Body bytes that the origin's head promises; -1 when it does not say. */
    public long length() {
        return length;
    }

    /** Body bytes that go to the client; -1 when nobody knows yet. */
    public long sentLength() {
        if (replacement != null) {
            return replacement.length();
        }
        return transform == null ? length : -1;
    }

    public BodyTap tap() {
        return tap;
    }

    /** What makes another body of it; {@code null} when it passes as it is. */
    public BodyTransform transform() {
        return transform;
    }

    public void transform(BodyTransform other) {
        transform = other;
    }

    /** The whole body that goes out in place of the origin's; {@code null} when that one does. */
    public Buffer replacement() {
        return replacement;
    }

    public void replacement(Buffer body) {
        replacement = body;
    }

    /** Who takes the body over; {@code null} when it goes to the client as it comes. */
    public BodyIntake intake() {
        return intake;
    }

    public void intake(BodyIntake other) {
        intake = other;
    }

    /** The body goes nowhere: whoever was to have it hears so. */
    public void dropBody() {
        tap.cut();
        if (intake != null) {
            intake.cut(Outcome.CLIENT_GONE);
        }
    }

    /** Sets who listens in. */
    public void tap(BodyTap listener) {
        tap = listener;
    }
}

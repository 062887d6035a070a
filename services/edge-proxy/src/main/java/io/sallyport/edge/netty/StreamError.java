package io.sallyport.edge.netty;

import io.netty.handler.codec.http2.Http2Error;

/** Codes of a stream's reset (<a href="https://datatracker.ietf.org/doc/html/rfc9113#section-7">RFC 9113 section 7</a>). */
public final class StreamError {
    /** We cannot go on. */
    public static final long INTERNAL_ERROR = Http2Error.INTERNAL_ERROR.code();

    /** Nothing of the request has been worked on, so that it may be sent again. */
    public static final long REFUSED_STREAM = Http2Error.REFUSED_STREAM.code();

    /** Nobody waits for the answer any more. */
    public static final long CANCEL = Http2Error.CANCEL.code();

    private StreamError() {}
}

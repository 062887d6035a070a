package io.sallyport.edge.netty;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.ssl.SslHandshakeTimeoutException;

/** Which of the bounds that the codecs themselves hold a client has run into, as far as their errors tell. */
public enum CodecFinding {
    /** None, or one that others hold. */
    OTHER,
    HANDSHAKE_TIMEOUT,
    RESETS,
    CONTINUATIONS,
    EMPTY_FRAMES,
    HEADER_LIST;

    /** What an error that ends a connection or a stream says. */
    public static CodecFinding of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SslHandshakeTimeoutException) {
                return HANDSHAKE_TIMEOUT;
            }
            if (cause instanceof Http2Exception.HeaderListSizeException) {
                return HEADER_LIST;
            }
            if (cause instanceof Http2Exception error) {
                return byText(error.error(), String.valueOf(error.getMessage()));
            }
            if (cause instanceof Http3Exception error) {
                return byText(error.errorCode(), String.valueOf(error.getMessage()));
            }
        }
        return OTHER;
    }

    /** A frame that is longer than all fields may be, or fields that are when they are unpacked. */
    private static CodecFinding byText(Http3ErrorCode error, String message) {
        boolean head = message.contains("Header size exceeded") || message.endsWith("frame of type 1.");
        return error == Http3ErrorCode.H3_EXCESSIVE_LOAD && head ? HEADER_LIST : OTHER;
    }

    /** Netty has no other sign; a test of each holds these words against the version in use. */
    private static CodecFinding byText(Http2Error error, String message) {
        if (message.contains("Header size exceeded")) {
            return HEADER_LIST;
        }
        if (error != Http2Error.ENHANCE_YOUR_CALM) {
            return OTHER;
        }
        if (message.contains("RST")) {
            return RESETS;
        }
        if (message.contains("continuation")) {
            return CONTINUATIONS;
        }
        return message.contains("empty") ? EMPTY_FRAMES : OTHER;
    }
}

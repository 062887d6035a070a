package io.sallyport.edge.netty;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Whether a request by HTTP/2 ended with its head, so that it has no body. Vert.x tells of an end only behind what has
 * been read, and later than of the head; the codec knows it as soon as the head is there.
 */
public final class HeadAlone {
    private HeadAlone() {}

    /** Whether it is known now that no body comes; by other versions of HTTP the head's fields tell. */
    public static boolean is(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2
                || request.bytesRead() > 0
                || !(request.connection() instanceof HttpServerConnection connection)
                || !(connection.channelHandlerContext().handler() instanceof Http2ConnectionHandler codec)) {
            return false;
        }
        Http2Stream stream = codec.connection().stream((int) request.response().streamId());
        return stream != null && !stream.state().remoteSideOpen();
    }
}

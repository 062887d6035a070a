package io.sallyport.edge.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** Sends interim answers for which Vert.x has no method. */
public final class InterimWrite {
    private InterimWrite() {}

    /**
     * On a connection of HTTP/1.1, on its event loop, before the head of the answer to the request that it reads.
     *
     * @param status 102 to 199
     */
    public static void send(HttpConnection connection, int status, MultiMap fields) {
        DefaultFullHttpResponse interim = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
        fields.forEach((name, value) -> interim.headers().add(name, value));
        ChannelHandlerContext channel = ((HttpServerConnection) connection).channelHandlerContext();
        channel.writeAndFlush(interim).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
}

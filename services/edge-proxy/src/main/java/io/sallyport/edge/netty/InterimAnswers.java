package io.sallyport.edge.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Swallows interim answers that nobody here knows, such as 102: Vert.x would take them for the final one. 100 and 103 it
 * tells as what they are, 101 is final for this protocol. Owner: the connection's event loop.
 */
public final class InterimAnswers extends ChannelInboundHandlerAdapter {
    private static final String CODEC = "codec";
    private static final int EARLY_HINTS = 103;

    private boolean swallowing;

    private InterimAnswers() {}

    /** For a connection that is new. */
    public static void swallow(HttpClientConnection connection) {
        ConnectionBase base = (ConnectionBase) ((UnpooledHttpClientConnection) connection).unwrap();
        ChannelHandlerContext context = base.channelHandlerContext();
        if (context.handler() instanceof Http2ConnectionHandler handler) {
            handler.decoder().frameListener(new Headers(handler.decoder().frameListener()));
        } else if (context.pipeline().get(CODEC) != null) {
            context.pipeline().addAfter(CODEC, "interim", new InterimAnswers());
        }
    }

    private static boolean isUnknown(int status) {
        return status > 101 && status < 200 && status != EARLY_HINTS;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (message instanceof HttpResponse head && isUnknown(head.status().code())) {
            swallowing = true;
        }
        if (!swallowing) {
            from.fireChannelRead(message);
            return;
        }
        if (message instanceof LastHttpContent
                || !(message instanceof HttpContent || message instanceof HttpResponse)) {
            swallowing = false;
        }
        ReferenceCountUtil.release(message);
    }

    private static final class Headers extends Http2FrameListenerDecorator {
        Headers(io.netty.handler.codec.http2.Http2FrameListener listener) {
            super(listener);
        }

        private static boolean isSwallowed(Http2Headers headers) {
            CharSequence status = headers.status();
            return status != null
                    && status.length() == 3
                    && status.charAt(0) == '1'
                    && isUnknown(Integer.parseInt(status.toString()));
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext from, int stream, Http2Headers headers, int padding, boolean end)
                throws Http2Exception {
            if (!isSwallowed(headers)) {
                super.onHeadersRead(from, stream, headers, padding, end);
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext from,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean end)
                throws Http2Exception {
            if (!isSwallowed(headers)) {
                super.onHeadersRead(from, stream, headers, dependency, weight, exclusive, padding, end);
            }
        }
    }
}

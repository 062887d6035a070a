package io.sallyport.edge.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Tells of interim answers that Vert.x would take for the final one, such as 102: they come as early hints with a field
 * that says what they were. 100 and 103 it tells as what they are, 101 is final for this protocol. Owner: the
 * connection's event loop.
 */
public final class InterimAnswers extends ChannelInboundHandlerAdapter {
    /** The status that an answer had before it was made a 103; a server that sends it itself is believed. */
    public static final String STATUS = "sallyport-interim-status";

    private static final String CODEC = "codec";
    private static final int EARLY_HINTS = 103;

    private InterimAnswers() {}

    /** For a connection that is new. */
    public static void tell(HttpClientConnection connection) {
        ConnectionBase base = (ConnectionBase) ((UnpooledHttpClientConnection) connection).unwrap();
        ChannelHandlerContext context = base.channelHandlerContext();
        if (context.handler() instanceof Http2ConnectionHandler handler) {
            handler.decoder().frameListener(new Headers(handler.decoder().frameListener()));
        } else if (context.pipeline().get(CODEC) != null) {
            context.pipeline().addAfter(CODEC, "interim", new InterimAnswers());
        }
    }

    /** Whether Vert.x does not know it for an interim one. */
    public static boolean isUnknown(int status) {
        return status > 101 && status < 200 && status != EARLY_HINTS;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        boolean unknown =
                message instanceof HttpResponse head && isUnknown(head.status().code());
        from.fireChannelRead(unknown ? asHints((HttpResponse) message) : message);
    }

    private static HttpResponse asHints(HttpResponse head) {
        head.headers().set(STATUS, Integer.toString(head.status().code()));
        HttpResponse hints =
                new DefaultHttpResponse(head.protocolVersion(), HttpResponseStatus.EARLY_HINTS, head.headers());
        hints.setDecoderResult(head.decoderResult());
        return hints;
    }

    private static final class Headers extends Http2FrameListenerDecorator {
        Headers(io.netty.handler.codec.http2.Http2FrameListener listener) {
            super(listener);
        }

        private static void rename(Http2Headers headers) {
            CharSequence status = headers.status();
            if (status != null
                    && status.length() == 3
                    && status.charAt(0) == '1'
                    && isUnknown(Integer.parseInt(status.toString()))) {
                headers.set(STATUS, status.toString());
                headers.status("103");
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext from, int stream, Http2Headers headers, int padding, boolean end)
                throws Http2Exception {
            rename(headers);
            super.onHeadersRead(from, stream, headers, padding, end);
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
            rename(headers);
            super.onHeadersRead(from, stream, headers, dependency, weight, exclusive, padding, end);
        }
    }
}

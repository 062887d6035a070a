package io.sallyport.edge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Sees each frame of a client's connection of HTTP/2 before it is acted on, and ends the connection when a judge says so.
 * How much of answers has gone out it reads from the connection's window, which only that makes smaller. Owner: the
 * connection's event loop.
 */
public final class FrameMeter extends Http2FrameListenerDecorator {
    /** What frames are held against; each call says whether the connection goes on. */
    public interface Judge {
        boolean settings();

        boolean ping();

        /** A frame that asks for nothing. */
        boolean idle();

        /** A head was too large for the codec, which has answered it. */
        void headTooLarge();

        /** A request has begun, or so many bytes of answers have gone out. */
        void worked(long bytes);
    }

    private final Http2Connection connection;
    private final Judge judge;
    /** Streams whose head we were shown. */
    private final Http2Connection.PropertyKey shown;

    private long window;

    private FrameMeter(Http2FrameListener next, Http2Connection connection, Judge judge) {
        super(next);
        this.connection = connection;
        this.judge = judge;
        this.window = window();
        this.shown = connection.newKey();
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                if (stream.isHeadersSent() && stream.getProperty(shown) == null) {
                    judge.headTooLarge();
                }
            }
        });
    }

    /** To be called when a connection of HTTP/2 is new. */
    public static void install(HttpConnection connection, Judge judge) {
        Http2ConnectionHandler codec = (Http2ConnectionHandler)
                ((HttpServerConnection) connection).channelHandlerContext().handler();
        Http2ConnectionDecoder decoder = codec.decoder();
        decoder.frameListener(new FrameMeter(decoder.frameListener(), codec.connection(), judge));
    }

    private long window() {
        return connection.remote().flowController().windowSize(connection.connectionStream());
    }

    /** @param increment what the frame at hand has added to the connection's window */
    private void settle(int increment) {
        long now = window();
        long sent = window + increment - now;
        window = now;
        if (sent > 0) {
            judge.worked(sent);
        }
    }

    private void begun(int id) {
        Http2Stream stream = connection.stream(id);
        if (stream != null) {
            stream.setProperty(shown, Boolean.TRUE);
        }
        judge.worked(0);
    }

    private static void enforce(boolean goesOn) throws Http2Exception {
        if (!goesOn) {
            throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "More frames than work");
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean last)
            throws Http2Exception {
        begun(stream);
        super.onHeadersRead(context, stream, headers, padding, last);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last)
            throws Http2Exception {
        begun(stream);
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, last);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        enforce(judge.settings());
        super.onSettingsRead(context, settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        settle(0);
        enforce(judge.ping());
        super.onPingRead(context, data);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) throws Http2Exception {
        settle(stream == 0 ? increment : 0);
        enforce(judge.idle());
        super.onWindowUpdateRead(context, stream, increment);
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        enforce(judge.idle());
        super.onPriorityRead(context, stream, dependency, weight, exclusive);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
        enforce(judge.idle());
        super.onSettingsAckRead(context);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        enforce(judge.idle());
        super.onPingAckRead(context, data);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int last, long error, ByteBuf text) throws Http2Exception {
        enforce(judge.idle());
        super.onGoAwayRead(context, last, error, text);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        enforce(judge.idle());
        super.onUnknownFrame(context, type, stream, flags, payload);
    }
}

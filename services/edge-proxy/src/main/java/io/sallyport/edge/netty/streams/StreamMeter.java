package io.sallyport.edge.netty.streams;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Sees each stream that a client opens on a connection of HTTP/3 between the codec and Vert.x, and ends the connection when
 * a judge says so. Streams without requests it keeps from Vert.x, which would leave frames of theirs in memory and the
 * codec's own checks out. Owner: the connection's event loop.
 */
public final class StreamMeter extends ChannelInboundHandlerAdapter {
    /** What streams are held against; each call says whether the connection goes on. */
    public interface Judge {
        /** A stream was reset, by the client, or by us for what the client did. */
        boolean reset();

        /** So many frames have come that ask for nothing. */
        boolean idle(int frames);

        /** A head was too large for the codec, which ends the connection. */
        void headTooLarge();

        /** A request has begun. */
        void worked();
    }

    /** Vert.x's own, on a connection. */
    private static final String VERTX = "handler";

    private final QuicChannel connection;
    private final Judge judge;
    private final int most;
    private final QuietErrors quiet = new QuietErrors(this);
    private final FieldRules rules = new FieldRules();

    /** Streams of requests that are not closed. */
    private int open;

    private StreamMeter(QuicChannel connection, int most, Judge judge) {
        this.connection = connection;
        this.most = most;
        this.judge = judge;
    }

    /**
     * To be called when a connection of HTTP/3 is new.
     *
     * @param most streams of requests at a time
     */
    public static void install(HttpConnection connection, int most, Judge judge) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        StreamMeter meter = new StreamMeter((QuicChannel) pipeline.channel(), most, judge);
        pipeline.addBefore(VERTX, "streams", meter);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof QuicStreamChannel stream)) {
            context.fireChannelRead(message);
        } else if (stream.type() == QuicStreamType.UNIDIRECTIONAL) {
            stream.pipeline().addFirst(new SideStream(this)).addLast(quiet);
            pastVertx(context, stream);
        } else if (open >= most) {
            stream.pipeline().addFirst(new RefusedStream(this));
            pastVertx(context, stream);
        } else {
            open++;
            stream.pipeline().addLast(new RequestStream(this));
            context.fireChannelRead(stream);
        }
    }

    /** The end of the pipeline, where a stream is taken into service. */
    private static void pastVertx(ChannelHandlerContext context, QuicStreamChannel stream) {
        context.pipeline().context(VERTX).fireChannelRead(stream);
    }

    Judge judge() {
        return judge;
    }

    FieldRules rules() {
        return rules;
    }

    void requestClosed() {
        open--;
    }

    /** Ends the connection unless it may go on. */
    void enforce(boolean goesOn) {
        if (!goesOn) {
            end(Http3ErrorCode.H3_EXCESSIVE_LOAD);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the connection's own close handler hears of it
    void end(Http3ErrorCode error) {
        connection.close(true, error.code(), Unpooled.EMPTY_BUFFER);
    }

    /** Both directions, at once; a stream that only lost its directions would be kept as long as its connection. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to tell
    static void reset(QuicStreamChannel stream, Http3ErrorCode error) {
        stream.shutdownInput(error.code());
        stream.shutdownOutput(error.code());
        stream.close();
    }
}

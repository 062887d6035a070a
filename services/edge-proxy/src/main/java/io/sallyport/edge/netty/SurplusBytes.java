package io.sallyport.edge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Notices bytes that a server sends behind a complete answer. They must not become part of the next one (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9112#section-6.3">RFC 9112 section 6.3</a>): whoever can make a server
 * count wrong would answer others' requests, and what the cache keeps of them. Stands before the decoder, which takes
 * what it can from each piece that is read and leaves the rest in it. Owner: the connection's event loop.
 */
public final class SurplusBytes extends ChannelInboundHandlerAdapter {
    private static final String CODEC = "codec";
    private static final SurplusBytes NEVER = new SurplusBytes();

    /** What is being decoded; {@code null} in between. */
    private ByteBuf reading;

    private boolean left;

    private SurplusBytes() {}

    /** For a connection that is new. */
    public static SurplusBytes watch(HttpClientConnection connection) {
        ConnectionBase base = (ConnectionBase) ((UnpooledHttpClientConnection) connection).unwrap();
        ChannelPipeline pipeline = base.channelHandlerContext().pipeline();
        if (pipeline.get(CODEC) == null) {
            return NEVER;
        }
        SurplusBytes watch = new SurplusBytes();
        pipeline.addBefore(CODEC, "surplus", watch);
        return watch;
    }

    /** To be asked when no answer is due or half read. */
    public boolean isThere() {
        return reading == null ? left : reading.isReadable();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            from.fireChannelRead(message);
            return;
        }
        reading = bytes.retain();
        try {
            from.fireChannelRead(bytes);
        } finally {
            reading = null;
            left = bytes.isReadable();
            bytes.release();
        }
    }
}

package io.sallyport.edge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Waits in front of the codec of HTTP/1.1 for a connection's first bytes. When they are the preface of HTTP/2, that takes
 * over; otherwise they go on, and this is gone. Owner: the connection's event loop.
 */
public final class PrefaceWatch extends ChannelInboundHandlerAdapter {
    private static final String DECODER = "httpDecoder";
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Runnable takeOver;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;

    private PrefaceWatch(Runnable takeOver) {
        this.takeOver = takeOver;
    }

    /** What the first bytes of a connection are. */
    public enum Finding {
        /** They may become a preface. */
        OPEN,
        HTTP2,
        OTHER;

        /** Of all bytes that have come; none is taken out. */
        public static Finding of(ByteBuffer bytes) {
            int length = Math.min(PREFACE.length, bytes.remaining());
            for (int i = 0; i < length; i++) {
                if (bytes.get(bytes.position() + i) != PREFACE[i]) {
                    return OTHER;
                }
            }
            return length == PREFACE.length ? HTTP2 : OPEN;
        }
    }

    /**
     * To be called when an HTTP/1.1 connection is new.
     *
     * @param takeOver sees to it that HTTP/2 reads what follows, the preface included
     */
    public static void expect(HttpConnection connection, Runnable takeOver) {
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .addBefore(DECODER, "preface", new PrefaceWatch(takeOver));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
        Finding finding = Finding.of(held.nioBuffer());
        if (finding != Finding.OPEN) {
            ByteBuf first = held;
            held = Unpooled.EMPTY_BUFFER;
            if (finding == Finding.HTTP2) {
                takeOver.run();
            }
            context.fireChannelRead(first);
            context.pipeline().remove(this);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }
}

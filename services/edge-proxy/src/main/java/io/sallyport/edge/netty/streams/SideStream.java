package io.sallyport.edge.netty.streams;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http3.Http3ErrorCode;

/**
 * In front of the codec of a stream that carries no request: control, QPACK, or one that we do not know. Each read counts as
 * a frame that asks for nothing, and one more for every few of its bytes. Owner: the connection's event loop.
 */
final class SideStream extends ChannelInboundHandlerAdapter {
    /** About the length of a short frame. */
    private static final int FRAME_BYTES = 8;
    /** The last of the types of streams that live as long as the connection (RFC 9114 section 6.2, RFC 9204 section 4.2). */
    private static final int LAST_CRITICAL_TYPE = 3;

    private final StreamMeter meter;
    private boolean begun;
    private boolean critical;

    SideStream(StreamMeter meter) {
        this.meter = meter;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        meter.enforce(meter.judge().idle(1));
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (!begun && bytes.isReadable()) {
            begun = true;
            critical = bytes.getUnsignedByte(bytes.readerIndex()) <= LAST_CRITICAL_TYPE;
        }
        meter.enforce(meter.judge().idle(1 + bytes.readableBytes() / FRAME_BYTES));
        context.fireChannelRead(message);
    }

    /** The codec sees to the end of a stream that must not end. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to tell
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (event == ChannelInputShutdownReadComplete.INSTANCE) {
            context.channel().close();
        }
    }

    /** Only what the transport finds comes here: a reset. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to tell
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (critical) {
            meter.end(Http3ErrorCode.H3_CLOSED_CRITICAL_STREAM);
        } else {
            context.channel().close();
            meter.enforce(meter.judge().reset());
        }
    }
}

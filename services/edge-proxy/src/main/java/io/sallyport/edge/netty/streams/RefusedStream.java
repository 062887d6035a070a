package io.sallyport.edge.netty.streams;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;

/**
 * A request beyond the streams that are allowed. QUIC itself lets a client open one for each that has ended on the wire, also
 * when the client has only stopped its answer (STOP_SENDING), and the exchange goes on.
 */
final class RefusedStream extends ChannelInboundHandlerAdapter {
    private final StreamMeter meter;

    RefusedStream(StreamMeter meter) {
        this.meter = meter;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        StreamMeter.reset((QuicStreamChannel) context.channel(), Http3ErrorCode.H3_REQUEST_REJECTED);
        meter.enforce(meter.judge().reset());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // nothing behind it is to hear of the stream
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // a reset of what is refused anyway
    }
}

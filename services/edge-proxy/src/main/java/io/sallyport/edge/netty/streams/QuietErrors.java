package io.sallyport.edge.netty.streams;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3Exception;

/** Behind the codec of a stream that carries no request: what is wrong with it ends the connection, and is not logged. */
final class QuietErrors extends ChannelInboundHandlerAdapter {
    private final StreamMeter meter;

    QuietErrors(StreamMeter meter) {
        this.meter = meter;
    }

    @Override
    public boolean isSharable() {
        return true;
    }

    /** Errors of the standard the codec itself answers; others are of bytes that it could not read. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof Http3Exception)) {
            meter.end(Http3ErrorCode.H3_GENERAL_PROTOCOL_ERROR);
        }
    }
}

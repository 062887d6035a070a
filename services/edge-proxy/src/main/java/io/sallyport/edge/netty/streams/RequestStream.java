package io.sallyport.edge.netty.streams;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3HeadersValidationException;
import io.netty.handler.codec.http3.Http3UnknownFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.util.ReferenceCountUtil;
import io.sallyport.edge.netty.CodecFinding;

/** Between the codec of a request's stream and Vert.x. Owner: the connection's event loop. */
final class RequestStream extends ChannelInboundHandlerAdapter {
    private final StreamMeter meter;
    private boolean headSeen;
    private boolean failed;

    RequestStream(StreamMeter meter) {
        this.meter = meter;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (failed || bringsNothing(message)) {
            ReferenceCountUtil.release(message);
            meter.enforce(failed || meter.judge().idle(1));
        } else if (message instanceof Http3HeadersFrame head && !meter.rules().areMet(head.headers())) {
            fail(context, Http3ErrorCode.H3_MESSAGE_ERROR);
        } else {
            if (message instanceof Http3HeadersFrame && !headSeen) {
                headSeen = true;
                meter.judge().worked();
            }
            context.fireChannelRead(message);
        }
    }

    private static boolean bringsNothing(Object message) {
        return message instanceof Http3UnknownFrame
                || (message instanceof Http3DataFrame data && !data.content().isReadable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownReadComplete.INSTANCE && !headSeen && !failed) {
            fail(context, Http3ErrorCode.H3_REQUEST_INCOMPLETE);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to tell
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof QuicStreamResetException) {
            context.fireExceptionCaught(cause);
            context.channel().close();
            meter.enforce(meter.judge().reset());
        } else if (cause instanceof Http3HeadersValidationException) {
            fail(context, Http3ErrorCode.H3_MESSAGE_ERROR);
        } else if (cause instanceof Http3Exception error) {
            found(context, error);
        } else {
            fail(context, Http3ErrorCode.H3_GENERAL_PROTOCOL_ERROR);
        }
    }

    /** The codec ends the connection itself, and exchanges hear of that; of a stream it would leave us one half. */
    private void found(ChannelHandlerContext context, Http3Exception error) {
        if (error.errorCode() == Http3ErrorCode.H3_MESSAGE_ERROR) {
            fail(context, Http3ErrorCode.H3_MESSAGE_ERROR);
        } else if (CodecFinding.of(error) == CodecFinding.HEADER_LIST) {
            meter.judge().headTooLarge();
        }
    }

    private void fail(ChannelHandlerContext context, Http3ErrorCode error) {
        failed = true;
        StreamMeter.reset((QuicStreamChannel) context.channel(), error);
        meter.enforce(meter.judge().reset());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        meter.requestClosed();
        context.fireChannelInactive();
    }
}

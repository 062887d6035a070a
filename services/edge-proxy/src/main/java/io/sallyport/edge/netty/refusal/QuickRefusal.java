package io.sallyport.edge.netty.refusal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Answers plain requests of an HTTP/1.1 connection in front of its codec, for as long as more comes than can be served: one read,
 * one prepared answer. It does so only when it is certain that nothing is under way on the connection: what it has let through was a plain request
 * each time, whose exchange began at once and is over. In any doubt it goes away for good. Owner: the connection's event loop.
 */
public final class QuickRefusal extends ChannelInboundHandlerAdapter {
    private static final String DECODER = "httpDecoder";

    private final Judge judge;
    private State state = State.UNKNOWN;
    private int started;
    private boolean removed;

    /** Who decides. */
    public interface Judge {
        /** Whether anybody is refused at the moment; if not, no further request is looked at. */
        boolean isWanted();

        /** The answer to a request that is to be refused right here; {@code null} lets it through, until {@link #passed}. */
        byte[] refusal();

        /** The answer has been given. */
        void refused();

        /** What was let through last has been read. */
        void passed();
    }

    private enum State {
        /** Something may still be in the codec. */
        UNKNOWN,
        FREE,
        /** One exchange is under way. */
        ASKED,
        LOST
    }

    QuickRefusal(Judge judge) {
        this.judge = judge;
    }

    /** To be called when a request of this connection has been refused in the usual way. */
    public static QuickRefusal expect(HttpConnection connection, Judge judge) {
        QuickRefusal refusal = new QuickRefusal(judge);
        ((HttpServerConnection) connection).channelHandlerContext().pipeline().addBefore(DECODER, "refusal", refusal);
        return refusal;
    }

    /** Whether it is there no more, so that another one may take its place. */
    public boolean isLost() {
        return removed;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        removed = true;
    }

    /**
     * An exchange of the connection begins.
     *
     * @param body whether a body follows its head, or may: then the next bytes are no request
     */
    public void exchangeStarted(boolean body) {
        started += body ? 2 : 1;
        if (state == State.FREE) {
            state = State.LOST;
        }
    }

    /** All exchanges of the connection are over. */
    public void exchangesEnded() {
        if (state == State.ASKED) {
            state = State.FREE;
        }
    }

    @Override
    @SuppressWarnings(
            "FutureReturnValueIgnored") // a write that fails closes the channel, of which the connection hears
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean plain = message instanceof ByteBuf bytes && judge.isWanted() && PlainGet.is(bytes);
        byte[] answer = plain && state == State.FREE && isWritten(context) ? judge.refusal() : null;
        if (answer != null) {
            ((ByteBuf) message).release();
            context.writeAndFlush(Unpooled.wrappedBuffer(answer), context.voidPromise());
            judge.refused();
            return;
        }
        pass(context, message, plain);
        judge.passed();
        if (state == State.LOST && !context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }

    private void pass(ChannelHandlerContext context, Object message, boolean plain) {
        boolean certain = plain && (state == State.UNKNOWN || state == State.FREE);
        state = certain ? State.ASKED : State.LOST;
        started = 0;
        context.fireChannelRead(message);
        if (started != 1) {
            state = State.LOST;
        }
    }

    private static boolean isWritten(ChannelHandlerContext context) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        return out != null && out.isEmpty();
    }
}

package io.sallyport.edge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Lets a client ask for its tunnel in another protocol than HTTP/1.1. Stands between the socket and the HTTP codec: speaks
 * the client's handshake, then hands the codec a CONNECT in its place, and tells the client what became of it when the
 * answer's head is written. After a success it is gone and the bytes pass as they are; after a refusal nothing passes any
 * more. Owner: the connection's event loop.
 */
public final class ForeignHandshake extends ChannelDuplexHandler {
    private static final String DECODER = "httpDecoder";
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;

    /** What is said, and what it means in HTTP. */
    public interface Script {
        /** What follows from the bytes that have come; those that it takes are taken out. */
        Turn read(ByteBuffer bytes);

        /** The client speaks HTTP; said before its first byte reaches the codec. */
        void passing();

        /** What the client is told when the answer has this status. */
        byte[] answer(int status);
    }

    /**
     * What is to be done now.
     *
     * @param bytes for the client, or for the HTTP codec
     */
    public record Turn(Kind kind, byte[] bytes) {
        /** More bytes must come. */
        public static final Turn WAIT = new Turn(Kind.WAIT, new byte[0]);

        /** The client speaks HTTP. */
        public static final Turn PASS = new Turn(Kind.PASS, new byte[0]);

        /** What a turn leads to. */
        public enum Kind {
            WAIT,
            PASS,
            /** The bytes go to the client, and the script reads on. */
            SAY,
            /** The bytes are a request's head for the HTTP codec; what the client sends behind goes the usual way. */
            ASK
        }
    }

    private enum State {
        TALKING,
        /** The codec has the request. */
        ASKED,
        /** Refused, and about to be closed. */
        REFUSED,
        /** We are as good as gone. */
        PASSING
    }

    private final Script script;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private State state = State.TALKING;

    private ForeignHandshake(Script script) {
        this.script = script;
    }

    /** To be called when an HTTP/1.1 connection is new. */
    public static void expect(HttpConnection connection, Script script) {
        add(connection, new ForeignHandshake(script));
    }

    /** The same for a client that need not say anything before its request is known. */
    public static void begin(HttpConnection connection, Script script) {
        ForeignHandshake handshake = new ForeignHandshake(script);
        ChannelHandlerContext context = add(connection, handshake);
        // Not before those who are about to hear of the connection have heard of it.
        context.executor().execute(() -> handshake.begin(context));
    }

    private static ChannelHandlerContext add(HttpConnection connection, ForeignHandshake handshake) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        pipeline.addBefore(DECODER, "foreign", handshake);
        return pipeline.context(handshake);
    }

    private void begin(ChannelHandlerContext context) {
        if (state == State.TALKING && context.channel().isActive()) {
            converse(context);
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.REFUSED) {
            ReferenceCountUtil.release(message);
        } else if (state != State.TALKING || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
        } else {
            held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
            converse(context);
        }
    }

    private void converse(ChannelHandlerContext context) {
        Turn turn = read();
        while (turn.kind() == Turn.Kind.SAY) {
            say(context, turn.bytes());
            turn = read();
        }
        if (turn.kind() == Turn.Kind.WAIT) {
            return;
        }
        ByteBuf rest = held;
        held = Unpooled.EMPTY_BUFFER;
        if (turn.kind() == Turn.Kind.ASK) {
            state = State.ASKED;
            context.fireChannelRead(Unpooled.wrappedBuffer(turn.bytes()));
            channelRead(context, rest);
        } else {
            state = State.PASSING;
            script.passing();
            context.fireChannelRead(rest);
            leave(context);
        }
    }

    private void leave(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }

    private Turn read() {
        ByteBuffer view = held.nioBuffer();
        Turn turn = script.read(view);
        held.skipBytes(view.position());
        return turn;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what cannot be said ends the connection, which others hear of
    private static void say(ChannelHandlerContext context, byte[] bytes) {
        context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise is the caller's
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes) || !bytes.isReadable() || state == State.PASSING) {
            context.write(message, promise);
            return;
        }
        if (state == State.REFUSED) { // what HTTP would say further, such as a body
            bytes.release();
            context.write(Unpooled.EMPTY_BUFFER, promise);
            return;
        }
        int status = status(bytes);
        bytes.release();
        context.write(Unpooled.wrappedBuffer(script.answer(status)), promise);
        if (status >= 200 && status < 300) {
            state = State.PASSING;
            leave(context);
        } else {
            state = State.REFUSED;
        }
    }

    /** Of an answer's head as the codec writes it. */
    private static int status(ByteBuf head) {
        return Integer.parseInt(
                head.toString(head.readerIndex() + STATUS_AT, STATUS_DIGITS, StandardCharsets.US_ASCII));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }
}

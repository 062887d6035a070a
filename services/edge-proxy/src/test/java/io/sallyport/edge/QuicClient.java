package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Future;
import io.sallyport.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection of QUIC whose streams carry whatever bytes a test wants, and the frames of HTTP/3 for them. */
final class QuicClient implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int MAX_PUSH_ID = 13;
    static final int PRIORITY_UPDATE = 0xf0700;
    static final int RESERVED = 0x21 + 0x1f * 5;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private Channel udp;
    private final QuicChannel quic;

    QuicClient(int port) {
        try {
            quic = connect(port);
        } catch (Exception e) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new AssertionError(e);
        }
    }

    private QuicChannel connect(int port) throws Exception {
        QuicSslContext tls = QuicSslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .applicationProtocols("h3")
                .build();
        udp = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new QuicClientCodecBuilder()
                        .sslEngineProvider(connection -> tls.newEngine(connection.alloc(), "shop.test", port))
                        .maxIdleTimeout(60, TimeUnit.SECONDS)
                        .initialMaxData(10_000_000)
                        .initialMaxStreamDataBidirectionalLocal(1_000_000)
                        .initialMaxStreamDataUnidirectional(1_000_000)
                        .initialMaxStreamsUnidirectional(10)
                        .build())
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .sync()
                .channel();
        return QuicChannel.newBootstrap(udp)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        if (event instanceof QuicConnectionCloseEvent close) {
                            closed.complete(close.error());
                        }
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                        closed.complete(-1);
                    }
                })
                .streamHandler(new Received())
                .remoteAddress(new InetSocketAddress("127.0.0.1", port))
                .connect()
                .get(10, TimeUnit.SECONDS);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What has come on one stream. */
    private static final class Received extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Long> ended = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf read = (ByteBuf) message;
            synchronized (bytes) {
                bytes.writeBytes(ByteBufUtil.getBytes(read));
            }
            read.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ended.complete(cause instanceof QuicStreamResetException reset ? reset.applicationProtocolCode() : -2L);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownReadComplete.INSTANCE) {
                ended.complete(-1L);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended.complete(-1L);
        }
    }

    record Stream(QuicStreamChannel channel, Received received) {
        Stream send(byte[]... pieces) {
            for (byte[] piece : pieces) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(piece));
            }
            return this;
        }

        /** Ends our side, behind what is still queued. */
        Stream fin() {
            channel.writeAndFlush(new DefaultQuicStreamFrame(Unpooled.EMPTY_BUFFER, true));
            return this;
        }

        Stream reset(int code) {
            channel.shutdownOutput(code);
            return this;
        }

        Stream stop(int code) {
            channel.shutdownInput(code);
            return this;
        }

        /** How the other side ended: the code of a reset, -1 in good order. */
        long end() {
            try {
                return received.ended.get(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        String text() {
            synchronized (received.bytes) {
                return received.bytes.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    private Stream open(QuicStreamType type) {
        Eventually.until("room for a stream", () -> quic.peerAllowedStreams(type) > 0 || closed.isDone());
        Received received = new Received();
        return new Stream(await(quic.createStream(type, received)), received);
    }

    Stream request() {
        return open(QuicStreamType.BIDIRECTIONAL);
    }

    /** @param type of the stream */
    Stream unidirectional(int type, byte[]... content) {
        return open(QuicStreamType.UNIDIRECTIONAL).send(join(number(type), join(content)));
    }

    /** Calls this so often, or until the edge has ended the connection. */
    QuicClient flood(int times, Runnable step) {
        try {
            for (int i = 0; i < times && !isClosed(); i++) {
                step.run();
            }
        } catch (AssertionError failed) {
            // the edge has ended the connection meanwhile; the caller looks at its end
            assertThat(end()).isNotNegative();
        }
        return this;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** The code that the edge has ended the connection with. */
    int end() {
        try {
            return closed.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        quic.close().awaitUninterruptibly(10_000);
        udp.close().awaitUninterruptibly(10_000);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
    }

    /** In the form of <a href="https://datatracker.ietf.org/doc/html/rfc9000#section-16">RFC 9000 section 16</a>. */
    static byte[] number(long value) {
        if (value < 64) {
            return new byte[] {(byte) value};
        }
        byte[] eight = new byte[8];
        for (int i = 7; i >= 0; i--) {
            eight[i] = (byte) value;
            value >>>= 8;
        }
        eight[0] |= (byte) 0xc0;
        return eight;
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    static byte[] frame(long type, byte[]... payload) {
        byte[] whole = join(payload);
        return join(number(type), number(whole.length), whole);
    }

    /** A section of literal fields ({@code RFC 9204 section 4.5}). */
    static byte[] section(String... namesAndValues) {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(bytes(0, 0));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            FrameClient.number(section, 3, 0x20, namesAndValues[i].length());
            section.writeBytes(namesAndValues[i].getBytes(StandardCharsets.ISO_8859_1));
            FrameClient.text(section, namesAndValues[i + 1]);
        }
        return section.toByteArray();
    }

    /** The section of a GET. */
    static byte[] get(String path) {
        return section(":method", "GET", ":scheme", "https", ":path", path, ":authority", "shop.test");
    }

    /** The frame of a GET. */
    static byte[] head(String path) {
        return frame(HEADERS, get(path));
    }
}

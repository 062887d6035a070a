package io.sallyport.kit.netty.listening;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listening channel that finds its socket when it is told the address: one that another process has listened on, or a new
 * one. Netty wants the socket earlier, when nobody has said yet what for. Connections are accepted by a channel of the
 * socket's own and handed on. Nobody is accepted before {@link #serve}. Owner: the channel's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the end is heard of by the close of the channel
final class TakenChannel extends AbstractServerChannel {
    private final ListeningSockets sockets;
    private final Options options = new Options(this);
    private volatile @Nullable EpollServerSocketChannel socket;
    private volatile boolean closed;
    private boolean serving;
    private boolean readAsked;

    TakenChannel(ListeningSockets sockets) {
        this.sockets = sockets;
    }

    /** Begins to accept; from any thread. */
    void serve() {
        eventLoop().execute(() -> {
            serving = true;
            if (readAsked) {
                doBeginRead();
            }
        });
    }

    @Override
    protected void doBind(SocketAddress address) throws Exception {
        FileDescriptor taken = sockets.takenFor((InetSocketAddress) address);
        EpollServerSocketChannel own =
                taken == null ? new EpollServerSocketChannel() : new EpollServerSocketChannel(taken.intValue());
        options.apply(own.config());
        own.config().setAutoRead(false);
        own.pipeline().addLast(new Onward());
        succeeded(eventLoop().register(own));
        if (taken == null) {
            succeeded(own.bind(address));
        }
        socket = own;
        own.closeFuture().addListener(gone -> close());
        sockets.bound((InetSocketAddress) address, own);
        sockets.hold(this);
    }

    /** What is asked for on the loop's own thread is done at once. */
    private static void succeeded(ChannelFuture done) throws Exception {
        if (done.cause() instanceof Exception cause) {
            done.channel().close();
            throw cause;
        }
    }

    @Override
    protected void doBeginRead() {
        EpollServerSocketChannel own = socket;
        readAsked = true;
        if (serving && own != null) {
            readAsked = false;
            own.read();
        }
    }

    @Override
    protected void doClose() {
        closed = true;
        EpollServerSocketChannel own = socket;
        if (own != null) {
            own.close();
        }
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        EpollServerSocketChannel own = socket;
        return own == null ? null : own.localAddress();
    }

    @Override
    public ChannelConfig config() {
        return options;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return !closed && socket != null;
    }

    /** Hands on what the socket's own channel accepts. */
    private final class Onward extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            pipeline().fireChannelRead(accepted);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            pipeline().fireChannelReadComplete();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            pipeline().fireExceptionCaught(failure);
        }
    }

    /** Keeps for the socket what is not known of every channel. */
    private static final class Options extends DefaultChannelConfig {
        private final Map<ChannelOption<?>, Object> forSocket = new LinkedHashMap<>();

        Options(TakenChannel channel) {
            super(channel);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (!super.setOption(option, value)) {
                forSocket.put(option, value);
            }
            return true;
        }

        @SuppressWarnings("unchecked") // each came with a value of its own type
        void apply(ChannelConfig config) {
            forSocket.forEach((option, value) -> config.setOption((ChannelOption<Object>) option, value));
        }
    }
}

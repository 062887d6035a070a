package io.sallyport.kit.netty.listening;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Notes what a channel has bound. */
@SuppressWarnings("FutureReturnValueIgnored") // the promise that is passed on says how it ended
final class BoundWatch extends ChannelOutboundHandlerAdapter {
    private final ListeningSockets sockets;

    private BoundWatch(ListeningSockets sockets) {
        this.sockets = sockets;
    }

    /** Watches a channel that is not bound yet. */
    static ServerChannel on(ListeningSockets sockets, ServerChannel channel) {
        channel.pipeline().addLast(new BoundWatch(sockets));
        return channel;
    }

    @Override
    public void bind(ChannelHandlerContext context, SocketAddress address, ChannelPromise promise) {
        ChannelPromise noted = promise.unvoid();
        noted.addListener(bound -> {
            if (bound.isSuccess()) {
                sockets.bound((InetSocketAddress) address, (ServerChannel) context.channel());
            }
        });
        context.bind(address, noted);
    }
}

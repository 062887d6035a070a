package io.sallyport.kit.netty.listening;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.vertx.core.impl.transports.EpollTransport;

/** By epoll: sockets can be handed from process to process, and closed without a loss. */
final class EpollListening extends EpollTransport implements Listening {
    private final ListeningSockets sockets = new ListeningSockets();

    @Override
    public ListeningSockets sockets() {
        return sockets;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket
                ? super.serverChannelFactory(true)
                : () -> sockets.hasTaken()
                        ? new TakenChannel(sockets)
                        : BoundWatch.on(sockets, new EpollServerSocketChannel());
    }
}

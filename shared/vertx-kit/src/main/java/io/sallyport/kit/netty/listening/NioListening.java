package io.sallyport.kit.netty.listening;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.transports.NioTransport;

/** By the JDK: sockets can be closed without their servers, and no more. */
final class NioListening extends NioTransport implements Listening {
    private final ListeningSockets sockets = new ListeningSockets();

    @Override
    public ListeningSockets sockets() {
        return sockets;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
        return domainSocket ? factory : () -> BoundWatch.on(sockets, factory.newChannel());
    }
}

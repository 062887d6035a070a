package io.sallyport.edge.netty.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/** What a socket of Vert.x is underneath: a connection of its own, or a stream of one. */
public final class Ends {
    private Ends() {}

    static TunnelEnd of(NetSocket socket) {
        return socket instanceof NetSocketInternal own
                        && own.channelHandlerContext().channel() instanceof DuplexChannel channel
                ? new ChannelEnd(socket, own.channelHandlerContext(), channel)
                : new StreamEnd(socket);
    }

    /**
     * Keeps a connection open when its peer ends while nobody reads yet; else the end would close it, and bytes in either
     * direction would be lost.
     */
    public static void keepHalfOpen(NetSocket socket) {
        if (socket instanceof NetSocketInternal own) {
            ChannelHandlerContext context = own.channelHandlerContext();
            context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
    }

    static ByteBuf bytes(Buffer buffer) {
        return ((BufferInternal) buffer).getByteBuf();
    }
}

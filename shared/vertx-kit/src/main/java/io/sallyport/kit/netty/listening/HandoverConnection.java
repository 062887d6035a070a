package io.sallyport.kit.netty.listening;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;

/** One end of a hand-over: lines and descriptors. Owner: the channel's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be said ends the connection, of which we hear
final class HandoverConnection extends ChannelInboundHandlerAdapter {
    private final EpollDomainSocketChannel channel;
    private final StringBuilder line = new StringBuilder();
    private Consumer<String> lines = ignored -> {};
    private Consumer<FileDescriptor> descriptors = HandoverConnection::close;
    private Runnable ended = () -> {};

    HandoverConnection(Channel channel) {
        this.channel = (EpollDomainSocketChannel) channel;
        channel.pipeline().addLast(this);
    }

    EpollDomainSocketChannel channel() {
        return channel;
    }

    /** @param gone told once when the other end is gone */
    void listen(Consumer<String> eachLine, Runnable gone) {
        lines = eachLine;
        ended = gone;
    }

    /** Expects descriptors from now on, until {@link #expectLines}. */
    void expectDescriptors(Consumer<FileDescriptor> each) {
        descriptors = each;
        channel.config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
    }

    void expectLines() {
        channel.config().setReadMode(DomainSocketReadMode.BYTES);
    }

    void say(String text) {
        channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    void give(Collection<FileDescriptor> all) {
        all.forEach(channel::write);
        channel.flush();
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FileDescriptor descriptor) {
            descriptors.accept(descriptor);
            return;
        }
        try {
            read(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(String text) {
        line.append(text);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            String whole = line.substring(0, end);
            line.delete(0, end + 1);
            lines.accept(whole);
        }
        if (line.length() > HandoverLines.LONGEST) {
            channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended.run();
    }

    private static void close(FileDescriptor unexpected) {
        ListeningSockets.close(unexpected);
    }
}

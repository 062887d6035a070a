package io.sallyport.kit.netty.listening;

import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a listening socket. Closing it resets every connection that the kernel has opened and nobody has accepted. So a
 * filter first drops what would open another one; the client sends it again a second later, and is refused, or served by
 * whoever listens then. What is under way comes to its end within a round trip, and the socket is closed when its queue
 * is empty. Without epoll it is simply closed. Owner: the channel's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the end is heard of by the close of the channel
final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    /** A round trip to most clients: what a handshake that has begun still takes. */
    private static final long SETTLE_MILLIS = 200;

    private static final long LOOK_MILLIS = 20;
    private static final int LOOKS = 100;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;

    /** In {@code struct tcp_info}; of a listening socket it is the length of its queue. */
    private static final int UNACKED = 24;

    /** {@code sizeof(struct sock_fprog)} and of {@code struct sock_filter} (linux/filter.h), on machines of 64 bits. */
    private static final int PROGRAM = 16;

    private static final int POINTER = 8;
    private static final int INSTRUCTION = 8;

    /** Drops a segment with SYN and without ACK: code, jump if true, jump if false, operand. */
    private static final int[][] NO_SYN = {
        {0x30, 0, 0, 13}, // load the byte of flags of the TCP header
        {0x54, 0, 0, 0x12}, // and SYN|ACK
        {0x15, 0, 1, 0x02}, // is it SYN alone?
        {0x06, 0, 0, 0}, // drop
        {0x06, 0, 0, 0xffff}, // take
    };

    private final ServerChannel channel;
    private final Promise<Void> closed = Promise.promise();
    private Socket socket;
    private int looks;

    private Retirement(ServerChannel channel) {
        this.channel = channel;
    }

    static Future<Void> of(ServerChannel channel) {
        Retirement retirement = new Retirement(channel);
        channel.closeFuture().addListener(done -> retirement.closed.tryComplete());
        channel.eventLoop().execute(retirement::begin);
        return retirement.closed.future();
    }

    private void begin() {
        if (!(channel instanceof EpollServerSocketChannel epoll)) {
            channel.close();
            return;
        }
        socket = (Socket) epoll.fd();
        channel.eventLoop().schedule(this::look, filter() ? SETTLE_MILLIS : 0, TimeUnit.MILLISECONDS);
    }

    private void look() {
        looks++;
        if (looks < LOOKS && queued() > 0) {
            channel.eventLoop().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }

    /** A kernel that knows no filters loses what comes in the moment of closing, as everybody does. */
    private boolean filter() {
        ByteBuffer code = memory(NO_SYN.length * INSTRUCTION);
        for (int[] each : NO_SYN) {
            code.putShort((short) each[0])
                    .put((byte) each[1])
                    .put((byte) each[2])
                    .putInt(each[3]);
        }
        ByteBuffer program = memory(PROGRAM);
        program.putShort((short) NO_SYN.length)
                .putLong(POINTER, Buffer.memoryAddress(code))
                .rewind();
        try {
            socket.setRawOpt(SOL_SOCKET, SO_ATTACH_FILTER, program);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("no filter on {}", channel, e);
            return false;
        } finally {
            Reference.reachabilityFence(code);
        }
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private int queued() {
        ByteBuffer info = memory(UNACKED + Integer.BYTES);
        try {
            socket.getRawOpt(IPPROTO_TCP, TCP_INFO, info);
            return info.getInt(UNACKED);
        } catch (IOException | RuntimeException e) {
            LOG.debug("the queue of {} is not known", channel, e);
            return 0;
        }
    }
}

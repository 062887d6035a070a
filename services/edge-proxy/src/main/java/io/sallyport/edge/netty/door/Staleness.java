package io.sallyport.edge.netty.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connections have waited so long in the system that their clients hardly wait any more. When accepting is behind for
 * longer than a burst lasts, whoever is accepted has waited longest; all would be answered too late, one after the other. So those
 * that are too old are left out, and the next ones are in time. Owner: the thread that accepts.
 */
final class Staleness {
    private static final Logger LOG = LoggerFactory.getLogger(Staleness.class);

    private static final int CLOSED = 7;
    private static final long LITTLE_MILLIS = 100;
    /** A good part of the second in which many clients give up. */
    private static final long MOST_MILLIS = 300;

    private static final int SHORT_QUEUE = 128;
    private static final long LENGTHEN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EpollTcpInfo info = new EpollTcpInfo();
    private long behindSince;
    private boolean behind;
    private boolean behindTooLong;
    private boolean shortened;
    private long lateNanos;

    /** No, where the system does not tell. */
    boolean of(Channel accepted) {
        if (!(accepted instanceof EpollSocketChannel socket)) {
            return false;
        }
        try {
            socket.tcpInfo(info);
        } catch (ChannelException e) {
            return true; // it is gone
        }
        return info.state() == CLOSED || isLate(info.lastDataRecv(), System.nanoTime());
    }

    /**
     * Has the system keep fewer connections for a server while accepting is behind. Whoever finds no room costs nothing at all, and
     * those within are young.
     */
    void bound(Channel listening) {
        boolean wanted = shortened ? System.nanoTime() - lateNanos < LENGTHEN_NANOS : behindTooLong;
        if (wanted != shortened) {
            shorten(listening, wanted);
        }
    }

    /** The queue is as long as it was, for whoever has the socket then. */
    void release(Channel listening) {
        if (shortened) {
            shorten(listening, false);
        }
    }

    private void shorten(Channel listening, boolean wanted) {
        if (listening instanceof EpollServerSocketChannel server && server.isOpen()) {
            try {
                ((Socket) server.fd())
                        .listen(wanted ? SHORT_QUEUE : server.config().getBacklog());
                shortened = wanted;
            } catch (IOException e) {
                LOG.debug("the queue of {} stays as it is", listening, e);
            }
        }
    }

    /** @param millis since the client's last byte, or since it has connected */
    boolean isLate(long millis, long now) {
        if (millis < LITTLE_MILLIS) {
            behind = false;
        } else if (!behind) {
            behind = true;
            behindSince = now;
        }
        behindTooLong = behind && now - behindSince > BURST_NANOS;
        lateNanos = behind ? now : lateNanos;
        return behindTooLong && millis > MOST_MILLIS;
    }
}

package io.sallyport.kit.cluster.guard;

import com.hazelcast.nio.MemberSocketInterceptor;
import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nobody speak to the membership port who has not shown a certificate of the authority, and speaks to nobody else itself.
 * What is said afterwards is not encrypted. Blocking, on threads of Hazelcast; safe for any of them.
 */
final class MembersOnly implements MemberSocketInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(MembersOnly.class);
    private static final long BOUND_MILLIS = 5000;
    private static final int WAITING_MAX = 16;

    private final SSLContext context;
    private final AtomicLong refused;
    private final Semaphore waiting = new Semaphore(WAITING_MAX);
    private final ScheduledExecutorService clock;

    MembersOnly(SSLContext context, AtomicLong refused) {
        this.context = context;
        this.refused = refused;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "bus-guard");
            thread.setDaemon(true);
            return thread;
        });
        one.setRemoveOnCancelPolicy(true);
        this.clock = one;
    }

    @Override
    public void init(Properties unused) {}

    @Override
    public void onAccept(Socket socket) throws IOException {
        if (!waiting.tryAcquire()) {
            refused.incrementAndGet();
            throw new IOException("too many knock at the membership port");
        }
        try {
            handshake(socket, false);
        } finally {
            waiting.release();
        }
    }

    @Override
    public void onConnect(Socket socket) throws IOException {
        handshake(socket, true);
    }

    /** One that takes its time is cut off. */
    private void handshake(Socket socket, boolean calling) throws IOException {
        ScheduledFuture<?> end = clock.schedule(() -> close(socket), BOUND_MILLIS, TimeUnit.MILLISECONDS);
        try {
            Handshake.run(context, socket, calling);
        } catch (IOException | RuntimeException e) {
            if (refused.getAndIncrement() % 100 == 0) {
                LOG.warn("no member at the other end of {}: {}", socket.getRemoteSocketAddress(), e.getMessage());
            }
            throw new IOException(e.getMessage(), e);
        } finally {
            end.cancel(false);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }
}

package io.sallyport.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.LimitFigures;
import io.sallyport.edge.time.Deadlines;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.http.IpAddress;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(400);

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final LoopClock clock = new LoopClock(Clock.systemUTC());
    private final Deadlines deadlines = new Deadlines(clock.nanos());
    private int closed;

    private final ClientConnection client = new ClientConnection(
            connection(),
            IpAddress.parse("127.0.0.1"),
            clock,
            new ClientLimits(LimitsConfig.defaults(), new LimitFigures(new Metrics())));

    private HttpServerConnection connection() {
        ChannelHandlerContext context = channel.pipeline().lastContext();
        return (HttpServerConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServerConnection.class},
                (of, method, given) -> answer(context, method));
    }

    private Object answer(ChannelHandlerContext context, Method method) {
        return switch (method.getName()) {
            case "protocolVersion" -> HttpVersion.HTTP_1_1;
            case "isSsl" -> false;
            case "channelHandlerContext" -> context;
            case "close" -> {
                closed++;
                yield Future.succeededFuture();
            }
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private boolean isRead() {
        return channel.config().isAutoRead();
    }

    /** All deadlines within the time are over. */
    private void passes(long nanos) {
        long end = clock.nanos() + nanos;
        for (long now = clock.nanos(); now - end < 0; now += TimeUnit.MILLISECONDS.toNanos(100)) {
            deadlines.sweep(now);
        }
    }

    @Test
    void isReadAgainAfterItsRest() {
        deadlines.add(client);
        client.rest(REST);
        assertThat(isRead()).isFalse();

        passes(2 * REST);

        assertThat(isRead()).isTrue();
        assertThat(closed).isZero();
    }

    /** What it has sent meanwhile is on its way, and has the time for that; nobody waits for its idle time. */
    @Test
    void endsInTimeThoughItRests() {
        deadlines.add(client);
        client.rest(REST);

        client.end(LINGER);

        assertThat(isRead()).isTrue();
        passes(2 * LINGER);
        assertThat(closed).isEqualTo(1);
    }
}

package io.sallyport.kit.netty.listening;

import io.netty.channel.epoll.Epoll;
import io.vertx.core.VertxBuilder;
import io.vertx.core.spi.transport.Transport;

/** Vert.x's transports, which tell what they listen on. */
public final class ListeningTransport {
    private ListeningTransport() {}

    /**
     * Builds with such a transport.
     *
     * @param epoll whether it may be epoll, where this machine has that
     */
    public static VertxBuilder in(VertxBuilder builder, boolean epoll) {
        return builder.withTransport(
                epoll && Epoll.isAvailable()
                        ? new Named("epoll", new EpollListening())
                        : new Named("nio", new NioListening()));
    }

    private record Named(String name, Transport implementation) implements io.vertx.core.transport.Transport {
        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Throwable unavailabilityCause() {
            return null;
        }
    }
}

package io.sallyport.edge.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.DnsQueryLifecycleObserver;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Asks given name servers, without hosts file, search domains or a cache. Each look-up has a port of its own, so that
 * forging an answer takes a guess of port and number. Owner: the loop's thread.
 */
public final class NameServers implements AutoCloseable {
    private static final int MOST_QUERIES = 16;
    private static final int TRIES = 4;
    private static final int PAYLOAD = 1232;

    private final DnsNameResolver resolver;
    private final LifetimeNote lifetimes = new LifetimeNote();
    private final Set<String> refused;
    private final int rounds;

    /**
     * What they said.
     *
     * @param seconds for which the shortest-lived of the answer's addresses may be used
     */
    public record Found(List<InetAddress> addresses, long seconds) {}

    /** No server said whether the name has addresses: all were broken or would not say. */
    public static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        private NoAnswerException(Throwable cause) {
            super("no name server has an answer", cause);
        }
    }

    private NameServers(DnsNameResolverBuilder builder, int rounds) {
        this.rounds = rounds;
        this.refused = new HashSet<>();
        this.resolver = builder.resolveCache(lifetimes)
                .dnsQueryLifecycleObserverFactory(question -> new AnswerCodes(plain(question.name()), refused))
                .build();
    }

    /**
     * On the event loop of the current context.
     *
     * @param servers       asked in this order, each when the one before it has not answered; one or two of them twice
     * @param timeoutMillis for the whole look-up
     * @param four          whether IPv4 addresses are wanted
     * @param six           whether IPv6 addresses are wanted
     */
    public static NameServers open(List<InetSocketAddress> servers, long timeoutMillis, boolean four, boolean six) {
        ContextInternal context = ContextInternal.current();
        VertxInternal vertx = context.owner();
        EventLoop loop = context.nettyEventLoop();
        @SuppressWarnings("unchecked") // of a transport, the channels of clients are socket channels
        ChannelFactory<? extends SocketChannel> tcp =
                (ChannelFactory<? extends SocketChannel>) vertx.transport().channelFactory(false);
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(vertx.transport().datagramChannelFactory())
                .socketChannelFactory(tcp)
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers))
                .queryTimeoutMillis(Math.max(1, timeoutMillis / (rounds(servers) * Math.min(servers.size(), TRIES))))
                .resolvedAddressTypes(types(four, six))
                .completeOncePreferredResolved(false)
                .maxQueriesPerResolve(MOST_QUERIES)
                .maxPayloadSize(PAYLOAD)
                .searchDomains(List.of())
                .ndots(1)
                .decodeIdn(false)
                .hostsFileEntriesResolver((name, types) -> null)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
        return new NameServers(builder, rounds(servers));
    }

    /** A datagram may be lost: few servers are asked a second time when none has answered. */
    private static int rounds(List<InetSocketAddress> servers) {
        return servers.size() * 2 <= TRIES ? 2 : 1;
    }

    private static ResolvedAddressTypes types(boolean four, boolean six) {
        if (four && six) {
            return ResolvedAddressTypes.IPV6_PREFERRED;
        }
        return four ? ResolvedAddressTypes.IPV4_ONLY : ResolvedAddressTypes.IPV6_ONLY;
    }

    /** Fails with {@link TimeoutException} when no server answers, and with {@link NoAnswerException} when none can say. */
    public Future<Found> ask(String name) {
        return ask(name, rounds);
    }

    private Future<Found> ask(String name, int left) {
        return askOnce(name)
                .recover(failure -> left > 1 && failure instanceof TimeoutException
                        ? ask(name, left - 1)
                        : Future.failedFuture(failure));
    }

    private Future<Found> askOnce(String name) {
        Promise<Found> answer = ContextInternal.current().promise();
        lifetimes.begin(name);
        resolver.resolveAll(name).addListener((io.netty.util.concurrent.Future<List<InetAddress>> done) -> {
            long seconds = lifetimes.end(name);
            boolean nobodySaid = refused.remove(plain(name));
            if (done.isSuccess()) {
                answer.complete(new Found(done.getNow(), seconds));
            } else if (isTimeout(done.cause())) {
                answer.fail(new TimeoutException("no name server answers"));
            } else {
                answer.fail(nobodySaid ? new NoAnswerException(done.cause()) : done.cause());
            }
        });
        return answer.future();
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean isTimeout(Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 8; depth++) {
            if (each instanceof DnsNameResolverTimeoutException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    @Override
    public void close() {
        resolver.close();
    }

    /** Notes a name of which a server would not or could not say anything, such as by SERVFAIL or REFUSED. */
    private record AnswerCodes(String name, Set<String> refused) implements DnsQueryLifecycleObserver {
        @Override
        public DnsQueryLifecycleObserver queryNoAnswer(DnsResponseCode code) {
            if (!code.equals(DnsResponseCode.NOERROR) && !code.equals(DnsResponseCode.NXDOMAIN)) {
                refused.add(name);
            }
            return this;
        }

        @Override
        public void queryWritten(InetSocketAddress server, ChannelFuture future) {
            // Only answers matter.
        }

        @Override
        public void queryCancelled(int queriesRemaining) {
            // Only answers matter.
        }

        @Override
        public DnsQueryLifecycleObserver queryRedirected(List<InetSocketAddress> servers) {
            return this;
        }

        @Override
        public DnsQueryLifecycleObserver queryCNAMEd(DnsQuestion question) {
            return this;
        }

        @Override
        public void queryFailed(Throwable cause) {
            // The look-up's own failure tells as much.
        }

        @Override
        public void querySucceed() {
            // The look-up tells.
        }
    }

    /** Keeps no address, only how long those that come may be kept; bounded by the look-ups under way. */
    private static final class LifetimeNote implements DnsCache {
        private final Map<String, Long> seconds = new HashMap<>();

        void begin(String name) {
            seconds.put(plain(name), Long.MAX_VALUE);
        }

        long end(String name) {
            Long found = seconds.remove(plain(name));
            return found == null || found == Long.MAX_VALUE ? 0 : found;
        }

        @Override
        public DnsCacheEntry cache(
                String name, DnsRecord[] additional, InetAddress address, long originalSeconds, EventLoop loop) {
            seconds.computeIfPresent(plain(name), (asked, shortest) -> Math.min(shortest, originalSeconds));
            return new Passing(address, null);
        }

        @Override
        public DnsCacheEntry cache(String name, DnsRecord[] additional, Throwable cause, EventLoop loop) {
            return new Passing(null, cause);
        }

        @Override
        public List<? extends DnsCacheEntry> get(String name, DnsRecord[] additional) {
            return List.of();
        }

        @Override
        public void clear() {
            // Nothing is kept beyond a look-up.
        }

        @Override
        public boolean clear(String name) {
            return false;
        }

        private record Passing(InetAddress address, Throwable cause) implements DnsCacheEntry {}
    }
}

package io.sallyport.router.discovery.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.sallyport.router.discovery.NameLookup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Asks name servers without a cache, because names of containers change faster than the lifetimes that their servers
 * state. Owner: the event loop that it was opened on.
 */
public final class SystemDns implements NameLookup {
    private static final int QUERY_MILLIS = 1000;
    private static final int MOST_QUERIES = 8;

    private final DnsNameResolver resolver;

    private SystemDns(DnsNameResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * On the event loop of the current context.
     *
     * @param servers asked in this order; empty: as the system is set up, hosts file included
     */
    public static SystemDns open(List<InetSocketAddress> servers) {
        ContextInternal context = ContextInternal.current();
        VertxInternal vertx = context.owner();
        EventLoop loop = context.nettyEventLoop();
        @SuppressWarnings("unchecked") // of a transport, the channels of clients are socket channels
        ChannelFactory<? extends SocketChannel> tcp =
                (ChannelFactory<? extends SocketChannel>) vertx.transport().channelFactory(false);
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(vertx.transport().datagramChannelFactory())
                .socketChannelFactory(tcp)
                .queryTimeoutMillis(QUERY_MILLIS)
                .maxQueriesPerResolve(MOST_QUERIES)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .completeOncePreferredResolved(false)
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
        if (!servers.isEmpty()) {
            builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers))
                    .hostsFileEntriesResolver((name, types) -> null);
        }
        return new SystemDns(builder.build());
    }

    @Override
    public Future<List<InetAddress>> addresses(String name) {
        Promise<List<InetAddress>> answer = ContextInternal.current().promise();
        resolver.resolveAll(name).addListener((io.netty.util.concurrent.Future<List<InetAddress>> done) -> {
            if (done.isSuccess()) {
                answer.complete(done.getNow());
            } else {
                answer.fail(done.cause());
            }
        });
        return answer.future();
    }

    @Override
    public void close() {
        resolver.close();
    }
}

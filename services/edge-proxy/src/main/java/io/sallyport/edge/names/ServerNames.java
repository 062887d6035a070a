package io.sallyport.edge.names;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.contract.settings.ResolverConfig.Family;
import io.sallyport.edge.netty.NameServers;
import io.sallyport.http.IpAddress;
import io.vertx.core.AsyncResult;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Names by the servers of {@code resolver.servers}. Nothing blocks: a slow name holds up nobody else. */
public final class ServerNames implements NameSource {
    private static final List<IpAddress> LOOPBACK = List.of(new IpAddress(0, 1), new IpAddress(0, 0xffff7f000001L));

    private final NameServers servers;

    private ServerNames(NameServers servers) {
        this.servers = servers;
    }

    /** From the context that is to own it; one server at least. */
    public static ServerNames open(ResolverConfig config) {
        return new ServerNames(NameServers.open(
                config.addresses(),
                config.timeout().toMillis(),
                config.family() != Family.IPV6,
                config.family() != Family.IPV4));
    }

    /** No server is asked about this machine (RFC 6761 section 6.3). */
    @Override
    public void look(String name, Taker taker) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (plain.equals("localhost") || plain.endsWith(".localhost")) {
            taker.answered(LOOPBACK, Long.MAX_VALUE, Outcome.DNS_FAILED);
            return;
        }
        servers.ask(name).onComplete(result -> answered(result, taker));
    }

    private static void answered(AsyncResult<NameServers.Found> result, Taker taker) {
        if (result.cause() instanceof TimeoutException) {
            taker.unavailable(Outcome.DNS_TIMEOUT);
            return;
        }
        if (result.cause() instanceof NameServers.NoAnswerException) {
            taker.unavailable(Outcome.DNS_FAILED);
            return;
        }
        if (result.failed()) {
            taker.answered(List.of(), 0, Outcome.DNS_FAILED);
            return;
        }
        List<IpAddress> addresses = new ArrayList<>();
        for (InetAddress address : result.result().addresses()) {
            addresses.add(IpAddress.of(address));
        }
        taker.answered(addresses, Duration.ofSeconds(result.result().seconds()).toNanos(), Outcome.DNS_FAILED);
    }
}

package io.sallyport.edge.dial;

import io.sallyport.edge.exit.WayState;
import io.sallyport.edge.exit.WayStates;
import io.sallyport.edge.names.NameResolver;
import io.sallyport.edge.names.OwnAddresses;
import io.sallyport.edge.netty.HopChannel.HopException;
import io.sallyport.edge.netty.HopTls;
import io.sallyport.http.IpAddress;
import io.sallyport.http.hop.HopFailure;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import java.util.List;

/**
 * Opens connections by ways of exits. One for each loop. Owner: the loop's thread.
 *
 * @param names of proxies
 * @param own   where no proxy may be
 * @param via   what a proxy that we ask by CONNECT gets as {@code Via}, so that circles are seen
 */
public record WayDialer(SocketDialer sockets, NameResolver names, OwnAddresses own, WayStates states, String via) {
    /** Under way; cancelling it closes what there is. */
    record Under(Future<NetSocket> connection, Runnable cancel) {}

    /** Through other proxies. The exception is one of passages. */
    Under through(ExitWay way, HopTls trust, Walk.Target target) {
        Walk walk = Walk.start(this, (Way.Through) way.way(), trust, target);
        return new Under(Walk.counted(walk.arrival(), states.of(way)), walk::cancel);
    }

    /** From an address of this machine, to checked addresses. The exception is one of passages. */
    Under from(ExitWay way, List<IpAddress> addresses, int port) {
        IpAddress source = ((Way.From) way.way()).source();
        List<IpAddress> same =
                addresses.stream().filter(each -> each.isV4() == source.isV4()).toList();
        if (same.isEmpty()) {
            HopException none =
                    new HopException(HopFailure.TARGET_UNREACHABLE, "the target has no address of this family");
            return new Under(Walk.counted(Future.failedFuture(none), states.of(way)), () -> {});
        }
        Race race = sockets.from(source, same, port);
        WayState state = states.of(way);
        Future<NetSocket> connection = race.winner()
                .recover(cause -> Future.failedFuture(new HopException(failure(cause), cause.getMessage())));
        return new Under(Walk.counted(connection, state), race::cancel);
    }

    /** Only an address that is not ours speaks against the way: everything else may be the target's doing. */
    private static HopFailure failure(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof java.net.BindException || text.contains("Cannot assign requested address")) {
            return HopFailure.UNREACHABLE;
        }
        return text.contains("timed out") ? HopFailure.TARGET_TIMEOUT : HopFailure.TARGET_UNREACHABLE;
    }

    /** One try, for health alone. */
    Future<NetSocket> probe(ExitWay way, HopTls trust, Walk.Target target) {
        return Walk.start(this, (Way.Through) way.way(), trust, target).arrival();
    }
}

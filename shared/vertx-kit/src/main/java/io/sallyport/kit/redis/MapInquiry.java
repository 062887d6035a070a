package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Asks for the map of a cluster: servers that are known and well first, then those of the configuration. One that does not
 * serve the cluster, such as one that was cut off from most others, is passed over. Owner: the way's context.
 */
final class MapInquiry {
    private final Vertx vertx;
    private final RedisAccess access;
    private final List<HostPort> seeds;
    private int turn;

    MapInquiry(Vertx vertx, RedisAccess access, List<HostPort> seeds) {
        this.vertx = vertx;
        this.access = access;
        this.seeds = List.copyOf(seeds);
    }

    /** @param deadline for links; seeds are given the time of the access each */
    Future<SlotMap> ask(List<RedisLink> links, long deadline) {
        List<RedisLink> well =
                links.stream().filter(link -> link.problem().isEmpty()).toList();
        if (well.isEmpty()) {
            return seed(0, "no server of the cluster is named");
        }
        Collections.rotate(well = new java.util.ArrayList<>(well), turn++);
        RedisLink link = well.get(0);
        return link.send(call(host(link.name())), deadline).recover(failure -> seed(0, failure.getMessage()));
    }

    private Future<SlotMap> seed(int index, String reason) {
        if (index >= seeds.size()) {
            return Future.failedFuture(new RedisFailure(Trouble.CLUSTER_DOWN, reason, null));
        }
        HostPort seed = seeds.get(index);
        RedisCall<SlotMap> call = call(seed.host());
        return RedisSession.open(vertx, access, seed)
                .compose(open -> open.send(call.request(), access.timeout().toMillis())
                        .map(call::read)
                        .eventually(open::close))
                .recover(failure ->
                        seed(index + 1, seed + ": " + Trouble.of(failure).sentence(failure)));
    }

    private static String host(String server) {
        return HostPort.parse(server).host();
    }

    private static RedisCall<SlotMap> call(String asked) {
        Function<Response, SlotMap> reading = reply -> SlotMap.read(reply, asked);
        return RedisCall.of(Request.cmd(Command.CLUSTER).arg("SLOTS"), () -> "cluster slots", reading);
    }
}

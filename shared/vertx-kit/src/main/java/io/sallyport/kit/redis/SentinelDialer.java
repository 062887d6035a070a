package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To the primary that sentinels name, if it says itself that it is one: right after a failover a sentinel may not have heard
 * of it. Sentinels are asked one after the other, the one that knew first. Each step ends within the time of the access.
 *
 * <p>A primary that is replaced while it lives takes writes for up to ten seconds more, which are lost; so the sentinels are
 * asked every second whether it is still the one.
 */
final class SentinelDialer implements Dialer {
    /** Whether a server is a primary. */
    static final RedisCall<Boolean> ROLE = RedisCall.of(
            Request.cmd(Command.ROLE),
            () -> "role",
            role -> role != null && role.size() > 0 && role.get(0).toString().equals("master"));

    private final Vertx vertx;
    private final RedisAccess access;
    private final RedisAccess sentinelAccess;
    private final List<HostPort> sentinels;
    private final String name;
    private @Nullable RedisSession asked;

    SentinelDialer(Vertx vertx, RedisAccess access, RedisAccess sentinelAccess, List<HostPort> sentinels, String name) {
        this.vertx = vertx;
        this.access = access;
        this.sentinelAccess = sentinelAccess;
        this.sentinels = new ArrayList<>(sentinels);
        this.name = name;
    }

    @Override
    public String target() {
        return "primary " + name;
    }

    @Override
    public long beatMillis() {
        return 1000;
    }

    @Override
    public Future<Boolean> isStill(HostPort server) {
        RedisSession open = asked;
        Future<HostPort> named = open == null
                ? ask(0, Trouble.NO_PRIMARY.word())
                : question(open).onFailure(failure -> forget(open));
        return named.map(server::equals).otherwise(true);
    }

    @Override
    public void close() {
        if (asked != null) {
            forget(asked);
        }
    }

    private void forget(RedisSession open) {
        open.close();
        asked = asked == open ? null : asked;
    }

    @Override
    public Future<RedisSession> dial() {
        close();
        return ask(0, Trouble.NO_PRIMARY.word())
                .compose(server -> RedisSession.open(vertx, access, server)
                        .compose(this::verified)
                        .onFailure(failure -> believeLess()));
    }

    private Future<HostPort> ask(int index, String reason) {
        if (index >= sentinels.size()) {
            return Future.failedFuture(new RedisFailure(Trouble.NO_PRIMARY, reason, null));
        }
        HostPort sentinel = sentinels.get(index);
        return RedisSession.open(vertx, sentinelAccess, sentinel)
                .compose(open ->
                        question(open).onSuccess(known -> keep(sentinel, open)).onFailure(failure -> open.close()))
                .recover(failure ->
                        ask(index + 1, sentinel + ": " + Trouble.of(failure).sentence(failure)));
    }

    private Future<HostPort> question(RedisSession sentinel) {
        Request request =
                Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(name);
        return sentinel.send(request, sentinelAccess.timeout().toMillis()).map(this::address);
    }

    private HostPort address(Response reply) {
        if (reply == null || reply.size() < 2) {
            throw new RedisFailure(Trouble.NO_PRIMARY, "knows no primary named " + name, null);
        }
        return new HostPort(reply.get(0).toString(), reply.get(1).toInteger());
    }

    /** It is asked first from now on, and by this connection. */
    private void keep(HostPort sentinel, RedisSession open) {
        sentinels.remove(sentinel);
        sentinels.add(0, sentinel);
        close();
        asked = open;
    }

    /** What the first one has named was none: another one may know better. */
    private void believeLess() {
        close();
        sentinels.add(sentinels.remove(0));
    }

    private Future<RedisSession> verified(RedisSession open) {
        return open.send(ROLE.request(), access.timeout().toMillis())
                .map(ROLE::read)
                .compose(primary -> primary
                        ? Future.succeededFuture(open)
                        : Future.failedFuture(new RedisFailure(
                                Trouble.NO_PRIMARY, open.server() + " is named as the primary and is none", null)))
                .onFailure(failure -> open.close());
    }
}

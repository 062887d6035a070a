package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Finds the server of a link and connects to it. Runs on the link's context. */
interface Dialer {
    Future<RedisSession> dial();

    /** Names where it goes, for people. */
    String target();

    /** Time between two looks at a connection. */
    default long beatMillis() {
        return 2000;
    }

    /** Whether the server is still the one that {@link #dial} would find; true when nobody can say. */
    default Future<Boolean> isStill(HostPort server) {
        return Future.succeededFuture(true);
    }

    /** Ends what is used for looking. */
    default void close() {}

    /** To one server. */
    static Dialer direct(Vertx vertx, RedisAccess access, HostPort server) {
        return new Dialer() {
            @Override
            public Future<RedisSession> dial() {
                return RedisSession.open(vertx, access, server);
            }

            @Override
            public String target() {
                return server.toString();
            }
        };
    }
}

package io.sallyport.edge.dial;

import io.sallyport.edge.netty.HopTls;
import io.sallyport.edge.pool.Passage;
import io.sallyport.http.hop.ConnectHandshake;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Hop;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.NetSocket;

/**
 * Plain HTTP through other proxies. The last one gets the whole URL if it speaks HTTP, for many allow CONNECT to port 443
 * alone; else, and for what becomes something else than HTTP, it opens a way to the target.
 *
 * @param whole whether the last proxy gets whole URLs
 */
record WayPassage(WayDialer dialer, ExitWay way, HopTls trust, String host, int port, boolean whole)
        implements Passage {
    private static final int HTTP = 80;
    private static final int LOGIN_WANTED = 407;

    /** @param switching whether the connection is to become something else than HTTP */
    static WayPassage of(WayDialer dialer, ExitWay way, HopTls trust, String host, int port, boolean switching) {
        boolean http = ((Way.Through) way.way()).last().scheme() != Hop.Scheme.SOCKS5;
        return new WayPassage(dialer, way, trust, host, port, http && !switching);
    }

    @Override
    public Future<NetSocket> connect() {
        Walk.Target target = whole ? Walk.Target.LAST_PROXY : new Walk.Target(host, port);
        return dialer.through(way, trust, target).connection().map(socket -> {
            socket.resume();
            return socket;
        });
    }

    @Override
    public String target(String target) {
        if (!whole) {
            return target;
        }
        String authority = Hop.authority(host, port);
        return "http://" + (port == HTTP ? authority.substring(0, authority.lastIndexOf(':')) : authority) + target;
    }

    @Override
    public boolean endsAtProxy() {
        return whole;
    }

    /** A client would be asked for our password. */
    @Override
    public boolean refuses(int status) {
        if (!whole || status != LOGIN_WANTED) {
            return false;
        }
        dialer.states().of(way).failed(true, "it answers with " + LOGIN_WANTED);
        return true;
    }

    @Override
    public void head(MultiMap fields) {
        Hop last = ((Way.Through) way.way()).last();
        if (whole && !last.user().isEmpty()) {
            fields.set(HttpHeaders.PROXY_AUTHORIZATION, ConnectHandshake.basic(last.user(), last.password()));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WayPassage passage
                && passage.dialer == dialer
                && passage.trust == trust
                && passage.port == port
                && passage.whole == whole
                && passage.host.equals(host)
                && passage.way.equals(way);
    }

    @Override
    public int hashCode() {
        return (way.hashCode() * 31 + host.hashCode()) * 31 + port;
    }
}

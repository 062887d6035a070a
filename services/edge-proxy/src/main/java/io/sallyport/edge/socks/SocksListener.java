package io.sallyport.edge.socks;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.netty.ForeignHandshake;
import io.sallyport.edge.netty.PriorKnowledge;
import io.vertx.core.http.HttpConnection;
import java.util.function.Supplier;

/** What a listener needs to let clients in by SOCKS. Owner: the loop's thread. */
public final class SocksListener {
    private final String name;
    private final boolean socks;
    private final boolean mixed;
    private final boolean login;
    private final Supplier<SnapshotSet> snapshots;
    private final PriorKnowledge http2;

    /** @param http2 {@code null} where HTTP/2 is not begun by prior knowledge, or others see to it */
    public SocksListener(ListenerConfig config, Supplier<SnapshotSet> snapshots, PriorKnowledge http2) {
        this.name = config.name();
        this.mixed = config.mode() == Mode.MIXED;
        this.socks = mixed || config.mode() == Mode.SOCKS5;
        this.login = config.auth() == ListenerConfig.Auth.BASIC;
        this.snapshots = snapshots;
        this.http2 = http2;
    }

    /**
     * A connection is new.
     *
     * @return whether its first bytes are looked at here; not so for one by HTTP/2, and on listeners without SOCKS
     */
    public boolean opened(HttpConnection connection, ClientConnection client) {
        if (!socks || !client.isHttp1()) {
            return false;
        }
        Runnable switching = http2 == null ? null : () -> switchTo(http2, connection, client);
        SocksClient foreign = new SocksClient(login(), mixed, switching);
        client.foreign(foreign);
        ForeignHandshake.expect(connection, foreign);
        return true;
    }

    /** The connection as it was counts no more, and is counted anew. */
    private static void switchTo(PriorKnowledge http2, HttpConnection connection, ClientConnection client) {
        client.gone();
        http2.takeOver(connection);
    }

    private SocksLogin login() {
        if (login) {
            return SocksLogin.REQUIRED;
        }
        SnapshotSet current = snapshots.get();
        return current != null && current.policy().wantsPassword(name) ? SocksLogin.WELCOME : SocksLogin.UNUSED;
    }
}

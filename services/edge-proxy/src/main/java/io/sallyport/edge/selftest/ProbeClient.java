package io.sallyport.edge.selftest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/** Opens the connections of probes, from an address that nothing else has where the system allows it. */
final class ProbeClient {
    private static final int CONNECT_MILLIS = 3000;
    private static final String OWN = "127.86.71.77";

    private final Vertx vertx;
    private final NetClient marked;
    private final NetClient plain;

    ProbeClient(Vertx vertx) {
        this.vertx = vertx;
        NetClientOptions options = new NetClientOptions().setConnectTimeout(CONNECT_MILLIS);
        this.marked = vertx.createNetClient(new NetClientOptions(options).setLocalAddress(OWN));
        this.plain = vertx.createNetClient(options);
    }

    /** Ready to speak HTTP or SOCKS. */
    Future<ProbeSocket> open(Entrance entrance) {
        return connect(entrance).compose(socket -> {
            String client =
                    entrance.announcement().isEmpty() ? socket.localAddress().host() : Entrance.ANNOUNCED;
            ProbeSocket probe = new ProbeSocket(vertx, socket, client);
            if (!entrance.announcement().isEmpty()) {
                probe.write(entrance.announcement());
            }
            return entrance.speaksTls()
                    ? probe.secure("localhost").map(probe).onFailure(failure -> probe.close())
                    : Future.succeededFuture(probe);
        });
    }

    private Future<NetSocket> connect(Entrance entrance) {
        return marked.connect(entrance.port(), entrance.host())
                .recover(refused -> plain.connect(entrance.port(), entrance.host()));
    }

    Future<Void> close() {
        return Future.join(marked.close(), plain.close()).mapEmpty();
    }
}

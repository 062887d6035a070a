package io.sallyport.edge.fingerprint;

import io.sallyport.contract.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Asks one question over a connection of its own and reads what comes, for a bounded time and up to a bound. */
final class ProbeClient {
    private static final int MAX_BYTES = 96 * 1024;
    private static final long MAX_MILLIS = 3000;
    /** Of silence after the first bytes: the answer is all there, though the connection stays. */
    private static final long QUIET_MILLIS = 500;

    private static final String PROXY_HEADER = "PROXY TCP4 127.0.0.1 127.0.0.1 49152 ";

    private final Vertx vertx;
    private final NetClient client;

    ProbeClient(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout((int) MAX_MILLIS));
    }

    /**
     * What came.
     *
     * @param bytes empty for no answer
     * @param names in the listener's certificate; none without TLS
     */
    record Reply(byte[] bytes, List<String> names) {}

    /** Fails when the listener cannot be reached or its TLS does not want us. */
    Future<Reply> ask(Probe probe) {
        return client.connect(probe.port(), host(probe.listener().bind()))
                .compose(socket -> opened(probe, socket).onFailure(failure -> socket.close()));
    }

    private static String host(HostPort bind) {
        boolean any = bind.host().equals("0.0.0.0")
                || bind.host().equals("::")
                || bind.host().isEmpty();
        return any ? "127.0.0.1" : bind.host();
    }

    private Future<Reply> opened(Probe probe, NetSocket socket) {
        if (probe.listener().proxyProtocol()) {
            socket.write(PROXY_HEADER + probe.port() + "\r\n");
        }
        if (probe.listener().tls().isEmpty()) {
            return exchange(probe, socket);
        }
        ClientSSLOptions tls = new ClientSSLOptions()
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm("")
                .setApplicationLayerProtocols(List.of("http/1.1"));
        return socket.upgradeToSsl(tls, probe.outsider().host()).compose(secured -> exchange(probe, socket));
    }

    private Future<Reply> exchange(Probe probe, NetSocket socket) {
        Promise<Reply> reply = Promise.promise();
        Buffer read = Buffer.buffer();
        List<String> names = CertificateLeaks.names(certificates(socket));
        long[] timers = {vertx.setTimer(MAX_MILLIS, late -> socket.close()), -1};
        socket.exceptionHandler(failure -> {}); // a reset ends the answer as a close does
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timers[0]);
            vertx.cancelTimer(timers[1]);
            reply.tryComplete(new Reply(read.getBytes(), names));
        });
        socket.handler(piece -> {
            read.appendBuffer(piece);
            vertx.cancelTimer(timers[1]);
            timers[1] = vertx.setTimer(QUIET_MILLIS, quiet -> socket.close());
            if (read.length() > MAX_BYTES) {
                socket.close();
            }
        });
        socket.write(Buffer.buffer(probe.bytes()));
        return reply.future();
    }

    private static List<Certificate> certificates(NetSocket socket) {
        try {
            return socket.isSsl() ? socket.peerCertificates() : List.of();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    Future<Void> close() {
        return client.close();
    }
}

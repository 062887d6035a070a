package io.sallyport.edge.selftest;

import io.sallyport.http.websocket.Handshake;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The origin of the probes: on loopback, on two ports that the system chose, in clear text and with TLS, for one run. Keeps
 * every head as it came, by the host that it asks for. Owner: the context that started it.
 */
final class EchoOrigin {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_HEADS = 2000;
    private static final int IDLE_SECONDS = 20;

    private final NetServer plain;
    private final NetServer tls;
    private final Map<String, List<String>> heads = new HashMap<>();
    private int connections;
    private int kept;

    private EchoOrigin(NetServer plain, NetServer tls) {
        this.plain = plain;
        this.tls = tls;
    }

    static Future<EchoOrigin> start(Vertx vertx, Instant now) {
        NetServerOptions options =
                new NetServerOptions().setHost(LOOPBACK).setPort(0).setIdleTimeout(IDLE_SECONDS);
        EchoOrigin origin = new EchoOrigin(
                vertx.createNetServer(options),
                vertx.createNetServer(
                        new NetServerOptions(options).setSsl(true).setKeyCertOptions(ThrowawayCertificate.make(now))));
        origin.plain.connectHandler(origin::connected);
        origin.tls.connectHandler(origin::connected);
        return origin.plain
                .listen()
                .compose(bound -> origin.tls.listen())
                .map(origin)
                .onFailure(failure -> origin.close());
    }

    int port() {
        return plain.actualPort();
    }

    int tlsPort() {
        return tls.actualPort();
    }

    /** Heads that asked for a host so far, in order. */
    List<String> heads(String host) {
        return List.copyOf(heads.getOrDefault(host, List.of()));
    }

    Future<Void> close() {
        return Future.join(plain.close(), tls.close()).mapEmpty();
    }

    private void connected(NetSocket socket) {
        if (++connections > MAX_CONNECTIONS) {
            connections--;
            socket.close();
            return;
        }
        socket.exceptionHandler(failure -> {});
        socket.closeHandler(closed -> connections--);
        Buffer read = Buffer.buffer();
        int[] start = {0};
        socket.handler(piece -> {
            read.appendBuffer(piece);
            start[0] = heads(socket, read, start[0]);
            if (read.length() > MAX_BYTES) {
                socket.close();
            }
        });
    }

    /** Answers what is complete and says where the rest begins. */
    private int heads(NetSocket socket, Buffer read, int from) {
        String text = read.getString(from, read.length(), StandardCharsets.ISO_8859_1.name());
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return from;
        }
        String head = text.substring(0, end + 2);
        if (kept++ < MAX_HEADS) {
            heads.computeIfAbsent(host(head), host -> new ArrayList<>()).add(head);
        }
        answer(socket, head);
        return heads(socket, read, from + end + 4);
    }

    private static String host(String head) {
        String host = field(head, "host");
        int colon = host.indexOf(':');
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static String field(String head, String name) {
        for (String line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    private void answer(NetSocket socket, String head) {
        if (head.startsWith("GET /close ")) {
            socket.close();
        } else if (head.startsWith("GET /redirect ")) {
            write(socket, "302 Found", "Location: /elsewhere\r\n");
        } else if (!field(head, "sec-websocket-key").isEmpty()) {
            String accept = Handshake.accept(field(head, "sec-websocket-key"));
            socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n");
        } else {
            write(socket, "200 OK", "");
        }
    }

    private static void write(NetSocket socket, String status, String more) {
        socket.write("HTTP/1.1 " + status + "\r\n" + more + "Cache-Control: no-store\r\nContent-Length: 2\r\n\r\nok");
    }
}

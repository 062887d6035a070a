package io.sallyport.kit.netty;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpConnectParams;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.http.impl.tcp.TcpHttpClientTransport;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpClientInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/** Connects as a client of Vert.x does, but says something first: bytes that go before HTTP. */
public final class AnnouncedConnection {
    private AnnouncedConnection() {}

    /** In clear text; the options name server and protocol. From the event loop that is to own the connection. */
    public static Future<HttpClientConnection> connect(
            HttpClientAgent client, HttpConnectOptions options, Buffer announcement) {
        TcpHttpClientTransport transport = (TcpHttpClientTransport) ((HttpClientInternal) client).tcpTransport();
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        SocketAddress server = (SocketAddress) options.getServer();
        HttpVersion version = options.getProtocolVersion();
        HttpConnectParams params = new HttpConnectParams(List.of(version), null, null, false);
        return transport
                .client()
                .connect(new ConnectOptions()
                        .setRemoteAddress(server)
                        .setSsl(false)
                        .setTimeout((int) options.getConnectTimeout()))
                .compose(socket -> wrap(transport, context, params, server, announced(socket, announcement)))
                .map(AnnouncedConnection::unpooled);
    }

    /**
     * Speaks HTTP/1.1 over a socket that somebody else has opened, in the turn of the loop in which it came.
     *
     * @param host for whom, as the client's own messages call it
     */
    public static Future<HttpClientConnection> over(HttpClientAgent client, NetSocket socket, String host, int port) {
        TcpHttpClientTransport transport = (TcpHttpClientTransport) ((HttpClientInternal) client).tcpTransport();
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        HttpConnectParams params = new HttpConnectParams(List.of(HttpVersion.HTTP_1_1), null, null, false);
        return wrap(transport, context, params, SocketAddress.inetSocketAddress(port, host), socket)
                .map(AnnouncedConnection::unpooled);
    }

    /** What a server sends at once must wait for the HTTP handlers: they come in this same turn of the loop. */
    private static NetSocket announced(NetSocket socket, Buffer announcement) {
        socket.write(announcement);
        return socket;
    }

    private static Future<io.vertx.core.http.impl.HttpClientConnection> wrap(
            TcpHttpClientTransport transport,
            ContextInternal context,
            HttpConnectParams params,
            SocketAddress server,
            NetSocket socket) {
        HostAndPort authority = HostAndPort.create(server.host(), server.port());
        return transport.wrap(context, params, authority, null, server, socket);
    }

    private static HttpClientConnection unpooled(io.vertx.core.http.impl.HttpClientConnection connection) {
        connection.evictionHandler(leaves -> {}); // a pool of Vert.x would forget it; ours hears of its close
        return new UnpooledHttpClientConnection(connection);
    }
}

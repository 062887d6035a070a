package io.sallyport.edge.plain;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.client.ForeignClient;
import io.sallyport.edge.netty.ForeignHandshake;
import io.sallyport.edge.netty.ForeignHandshake.Turn;
import io.sallyport.edge.problem.Problem;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One client of a listener that reads no protocol. It asks for a tunnel by connecting, and hears nothing from us: either
 * there is one, or the connection is closed. Owner: the loop's thread.
 */
public final class PlainClient implements ForeignClient, ForeignHandshake.Script {
    private static final byte[] NOTHING = {};

    private final byte[] head;

    private PlainClient(String authority) {
        head = ("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A connection is new. */
    public static void opened(HttpConnection connection, ClientConnection client) {
        PlainClient plain = new PlainClient(authority(connection.localAddress()));
        client.foreign(plain);
        ForeignHandshake.begin(connection, plain);
    }

    /** The address that the client has connected to stands for the target, which nobody names. */
    private static String authority(SocketAddress local) {
        if (local == null || local.hostAddress() == null) {
            return "0.0.0.0:" + (local == null ? 1 : Math.max(1, local.port()));
        }
        String host = local.hostAddress();
        int zone = host.indexOf('%');
        String bare = zone < 0 ? host : host.substring(0, zone);
        return (bare.indexOf(':') < 0 ? bare : '[' + bare + ']') + ':' + local.port();
    }

    @Override
    public String protocol() {
        return "tcp";
    }

    @Override
    public Problem problem() {
        return null;
    }

    @Override
    public void refused(Outcome outcome) {
        // There is no way to say why.
    }

    @Override
    public Turn read(ByteBuffer bytes) {
        return new Turn(Turn.Kind.ASK, head);
    }

    @Override
    public void passing() {
        // It never speaks HTTP to us.
    }

    @Override
    public byte[] answer(int status) {
        return NOTHING;
    }
}

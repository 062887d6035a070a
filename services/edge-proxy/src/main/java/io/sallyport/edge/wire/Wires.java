package io.sallyport.edge.wire;

import io.sallyport.kit.tls.TlsFilesException;
import io.sallyport.kit.tls.UpstreamTls;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.engine.Transport;
import io.vertx.core.net.ClientSSLOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The wires of a route table's endpoints. Immutable. */
public final class Wires {
    /** Of no table. */
    public static final Wires NONE = new Wires(Map.of());

    private final Map<Transport, Wire> byTransport;

    private Wires(Map<Transport, Wire> byTransport) {
        this.byTransport = byTransport;
    }

    /**
     * Reads the files of a table's clusters; blocking. What has not changed since is taken over, with its connections.
     *
     * @param folder    where relative names of files begin
     * @param handshake time for a TLS handshake
     */
    public static Wires read(RouteTable table, Path folder, Duration handshake, Wires before) throws TlsFilesException {
        Map<Transport, Wire> wires = new HashMap<>();
        for (ClusterView cluster : table.clusters()) {
            for (EndpointView endpoint : cluster.endpoints()) {
                Transport transport = endpoint.transport();
                if (!transport.isPlain() && !wires.containsKey(transport)) {
                    wires.put(transport, wire(transport, folder, handshake, before));
                }
            }
        }
        return new Wires(Map.copyOf(wires));
    }

    private static Wire wire(Transport transport, Path folder, Duration handshake, Wires before)
            throws TlsFilesException {
        ClientSSLOptions ssl = null;
        if (transport.tls()) {
            ssl = UpstreamTls.read(transport.trust(), folder);
            ssl.setSslHandshakeTimeout(handshake.toMillis()).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        }
        Wire known = before.byTransport.get(transport);
        return known != null && known.isMadeBy(ssl) ? known : new Wire(transport, ssl);
    }

    /** Whether every wire is the same as there. */
    public boolean isSameAs(Wires other) {
        return byTransport.equals(other.byTransport);
    }

    /** The wire of an endpoint of the table. */
    public Wire of(Transport transport) {
        return transport.isPlain() ? Wire.PLAIN : byTransport.get(transport);
    }
}

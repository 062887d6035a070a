package io.sallyport.edge.exchange;

import io.sallyport.edge.control.Countries;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.Destination;
import io.sallyport.policy.engine.place.PlacedWalk;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Where a client is and where its request goes, as far as a rule has asked. Owner: the loop's thread. */
public final class Whereabouts {
    /** Addresses of one name that are judged; what a name has beyond them is not dialled. */
    private static final int MAX_ADDRESSES = 64;

    private String clientCountry = "";
    private List<Destination> destinations = List.of();
    private PlacedWalk walk;
    /** {@code null} while no rule has chosen among the target's addresses. */
    private List<IpAddress> permitted;

    private String dialledCountry = "";

    String country(Countries countries, IpAddress client) {
        if (clientCountry.isEmpty()) {
            clientCountry = countries.of(client);
        }
        return clientCountry;
    }

    /** The country of the client; empty when no rule asked. */
    String clientCountry() {
        return clientCountry;
    }

    /** What the target's name leads to, for the rules to judge. */
    public List<Destination> found(List<IpAddress> addresses, Countries countries) {
        destinations = addresses.stream()
                .limit(MAX_ADDRESSES)
                .map(address -> new Destination(address, countries.of(address)))
                .toList();
        return destinations;
    }

    /** From here on the rules are asked about each address. */
    public void walk(PlacedWalk placed) {
        walk = placed;
    }

    /** {@code null} while they are asked about the request alone. */
    public PlacedWalk walk() {
        return walk;
    }

    /** The rules have let the request through, to some of its addresses. */
    public void judged() {
        if (walk == null) {
            return;
        }
        List<Destination> chosen = walk.destinations();
        if (chosen.isEmpty()) {
            destinations = List.of();
            return;
        }
        destinations = chosen;
        permitted = new ArrayList<>(chosen.size());
        chosen.forEach(each -> permitted.add(each.address()));
    }

    /** The only addresses that may be dialled, in the resolver's order; {@code null} when no rule has asked for them. */
    public List<IpAddress> permitted() {
        return permitted;
    }

    /** A socket to the target is open; for the record, where a rule asked. */
    public static void dialled(Exchange exchange, NetSocket socket) {
        Whereabouts where = exchange.passport().knownWhereabouts();
        if (where != null && where.permitted != null) {
            where.dialled(socket.remoteAddress());
        }
    }

    /** The same of a connection that is perhaps older than the exchange. */
    public static void dialled(Exchange exchange, HttpConnection connection) {
        Whereabouts where = exchange.passport().knownWhereabouts();
        if (where != null && where.permitted != null) {
            where.dialled(connection.remoteAddress());
        }
    }

    private void dialled(SocketAddress peer) {
        IpAddress address = peer == null || peer.hostAddress() == null ? null : IpAddress.parse(peer.hostAddress());
        for (Destination each : destinations) {
            if (each.address().equals(address)) {
                dialledCountry = each.country();
            }
        }
    }

    /** The country of the address that was dialled, or of the first that would have been; empty when no rule asked. */
    String destinationCountry() {
        if (!dialledCountry.isEmpty()) {
            return dialledCountry;
        }
        return destinations.isEmpty() ? "" : destinations.get(0).country();
    }
}

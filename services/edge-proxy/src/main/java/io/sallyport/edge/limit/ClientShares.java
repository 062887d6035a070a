package io.sallyport.edge.limit;

import io.sallyport.http.IpAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many connections each address has open, in all loops of the edge; of IPv6 each /64, which is what one household or
 * machine is given. Holds no more addresses than there are connections. Safe from any thread.
 */
public final class ClientShares {
    private final int most;
    private final ConcurrentMap<IpAddress, Integer> open = new ConcurrentHashMap<>();

    ClientShares(int most) {
        this.most = most;
    }

    /** Takes one more of the connections of an address; {@code false} when it has as many as it may have. */
    public boolean take(IpAddress address) {
        if (open.merge(network(address), 1, Integer::sum) <= most) {
            return true;
        }
        release(address);
        return false;
    }

    /** One that was taken has ended. */
    public void release(IpAddress address) {
        open.computeIfPresent(network(address), (key, had) -> had == 1 ? null : had - 1);
    }

    private static IpAddress network(IpAddress address) {
        return address.isV4() ? address : new IpAddress(address.high(), 0);
    }

    /** Addresses that have a connection. */
    int size() {
        return open.size();
    }
}

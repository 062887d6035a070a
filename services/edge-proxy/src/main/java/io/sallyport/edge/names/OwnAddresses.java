package io.sallyport.edge.names;

import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.DialRules;
import io.sallyport.policy.engine.DialSafety;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where this suite itself listens. A client that is led there by us would come back to us, or reach what is meant for
 * operators from an address that operators trust; nothing in a SOCKS request, or in a CONNECT, would tell that it has been
 * here before. Shared by all loops; safe from any thread.
 */
public final class OwnAddresses {
    /**
     * One address that is listened on.
     *
     * @param bind    literal; {@code null} for all of this machine
     * @param reverse whether it serves our sites, which a rule may lead to by naming the address
     */
    public record Entrance(IpAddress bind, boolean reverse) {}

    private record Known(Map<Integer, List<Entrance>> byPort, Set<IpAddress> machine) {}

    private volatile Known known = new Known(Map.of(), Set.of());

    /** @param machine addresses of this machine's interfaces */
    public void are(Map<Integer, List<Entrance>> byPort, Set<IpAddress> machine) {
        known = new Known(Map.copyOf(byPort), Set.copyOf(machine));
    }

    /** Whether a connection would come to ourselves, and no rule names the address for a site of ours. */
    public boolean forbid(IpAddress address, int port, DialRules rules) {
        Known now = known;
        List<Entrance> entrances = now.byPort.get(port);
        if (entrances == null) {
            return false;
        }
        for (Entrance entrance : entrances) {
            boolean opened = entrance.reverse() && DialSafety.isNamed(address, rules);
            if (!opened && leadsTo(now, entrance, address)) {
                return true;
            }
        }
        return false;
    }

    /** Those of a proxy's addresses that are not ours. */
    public List<IpAddress> others(List<IpAddress> addresses, int port) {
        return known.byPort.containsKey(port)
                ? addresses.stream()
                        .filter(address -> !forbid(address, port, DialRules.NONE))
                        .toList()
                : addresses;
    }

    private static boolean leadsTo(Known now, Entrance entrance, IpAddress address) {
        AddressClass kind = DialSafety.classify(address);
        if (kind == AddressClass.UNSPECIFIED) {
            return true;
        }
        return entrance.bind() == null
                ? kind == AddressClass.LOOPBACK || now.machine.contains(address)
                : entrance.bind().equals(address);
    }
}

package io.sallyport.edge;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.edge.names.OwnAddresses;
import io.sallyport.edge.names.OwnAddresses.Entrance;
import io.sallyport.http.IpAddress;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps {@link OwnAddresses} current: the listeners, the admin plane of every service of the suite, and the addresses of
 * this machine, which come and go.
 */
final class OwnAddressWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 15_000;

    private final ServiceEnvironment environment;
    private final OwnAddresses own;
    private final Supplier<Map<String, Integer>> ports;
    private final Supplier<HostPort> admin;
    private final long timer;

    /**
     * @param ports bound port by listener
     * @param admin where the admin plane is; {@code null} while it is not open
     */
    OwnAddressWatch(
            ServiceEnvironment environment,
            OwnAddresses own,
            Supplier<Map<String, Integer>> ports,
            Supplier<HostPort> admin) {
        this.environment = environment;
        this.own = own;
        this.ports = ports;
        this.admin = admin;
        this.timer = environment.vertx().setPeriodic(LOOK_MILLIS, tick -> look());
    }

    /** Completes when they are known as they are now. */
    Future<Void> look() {
        Map<Integer, List<Entrance>> entrances = entrances();
        return environment
                .vertx()
                .executeBlocking(
                        () -> {
                            own.are(entrances, machine());
                            return null;
                        },
                        false);
    }

    private Map<Integer, List<Entrance>> entrances() {
        Map<Integer, List<Entrance>> byPort = new HashMap<>();
        Map<String, Integer> bound = ports.get();
        for (ListenerConfig listener : environment.config().listeners()) {
            int port = bound.getOrDefault(listener.name(), listener.bind().port());
            add(byPort, new HostPort(listener.bind().host(), port), listener.mode() == Mode.REVERSE);
        }
        HostPort plane = admin.get();
        if (plane != null) {
            add(byPort, plane, false);
        }
        environment.roster().all().stream()
                .map(service -> service.api())
                .filter(address -> !address.isEmpty())
                .forEach(address -> add(byPort, HostPort.parse(address), false));
        return byPort;
    }

    private static void add(Map<Integer, List<Entrance>> byPort, HostPort address, boolean reverse) {
        IpAddress literal = IpAddress.parse(address.host());
        boolean everywhere = literal == null
                || new InetSocketAddress(address.host(), 1).getAddress().isAnyLocalAddress();
        byPort.computeIfAbsent(address.port(), port -> new ArrayList<>())
                .add(new Entrance(everywhere ? null : literal, reverse));
    }

    private static Set<IpAddress> machine() throws SocketException {
        Set<IpAddress> found = new HashSet<>();
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : card.inetAddresses().toList()) {
                found.add(IpAddress.of(address));
            }
        }
        return found;
    }

    @Override
    public void close() {
        environment.vertx().cancelTimer(timer);
    }
}

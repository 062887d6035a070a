package io.sallyport.faults.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which of some processes has a connection: by the tables of Linux below {@code /proc}. Elsewhere nobody has any. All are looked up
 * together, since a partition asks for hundreds at once. Safe for any thread.
 */
public final class SocketOwners {
    static final SocketOwners NOBODY = new SocketOwners(List::of);
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long UNASKED = -2;
    private static final int HEX = 16;
    private static final String SOCKET = "socket:[";

    private final Supplier<Collection<Long>> pids;
    private Map<Long, Long> pidByPorts = Map.of();
    private long readAt = System.nanoTime() - FRESH_NANOS;

    /** @param pids of those that come into question */
    public SocketOwners(Supplier<Collection<Long>> pids) {
        this.pids = pids;
    }

    /** Why nobody's connections can be told from others here; empty: they can. */
    public static Optional<String> missing() {
        return Files.exists(TABLES.get(0))
                ? Optional.empty()
                : Optional.of("who has a connection is told by Linux only");
    }

    /** The process whose end of a connection on loopback has these ports, as it is asked for the first time; -1: none of them. */
    LongSupplier caller(int localPort, int remotePort) {
        AtomicLong found = new AtomicLong(UNASKED);
        return () -> {
            if (found.get() == UNASKED) {
                found.set(ownerOf(ports(localPort, remotePort)));
            }
            return found.get();
        };
    }

    private synchronized long ownerOf(long ports) {
        Collection<Long> asked = pids.get();
        if (asked.isEmpty()) {
            return -1;
        }
        if (System.nanoTime() - readAt > FRESH_NANOS || !pidByPorts.containsKey(ports)) {
            pidByPorts = read(asked);
            readAt = System.nanoTime();
        }
        return pidByPorts.getOrDefault(ports, -1L);
    }

    private static Map<Long, Long> read(Collection<Long> asked) {
        Map<String, Long> pidBySocket = new HashMap<>();
        asked.forEach(pid -> sockets(pid).forEach(socket -> pidBySocket.put(socket, pid)));
        Map<Long, Long> found = new HashMap<>();
        TABLES.stream().flatMap(SocketOwners::lines).forEach(line -> {
            String[] fields = line.trim().split("\\s+");
            Long pid = fields.length > 9 ? pidBySocket.get(SOCKET + fields[9] + "]") : null;
            if (pid != null) {
                found.put(ports(port(fields[1]), port(fields[2])), pid);
            }
        });
        return found;
    }

    private static long ports(int local, int remote) {
        return ((long) local << Integer.SIZE) + remote;
    }

    /** Of an address as the tables write it. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }

    private static List<String> sockets(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.map(SocketOwners::target)
                    .filter(target -> target.startsWith(SOCKET))
                    .toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}

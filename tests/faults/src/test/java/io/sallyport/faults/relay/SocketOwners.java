package io.sallyport.faults.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which of some processes has a connection: by the tables of Linux below {@code /proc}. Elsewhere nobody has any.
 *
 * @param pids of those that come into question
 */
public record SocketOwners(Supplier<Collection<Long>> pids) {
    static final SocketOwners NOBODY = new SocketOwners(List::of);
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Why nobody's connections can be told from others here; empty: they can. */
    public static Optional<String> missing() {
        return Files.exists(TABLES.get(0))
                ? Optional.empty()
                : Optional.of("who has a connection is told by Linux only");
    }

    /** The same when it is asked for the first time, and remembered. */
    LongSupplier caller(int localPort) {
        AtomicLong found = new AtomicLong(-1);
        return () -> {
            if (found.get() < 0) {
                found.set(ownerOf(localPort));
            }
            return found.get();
        };
    }

    /** The process whose end of the connection has this port on loopback; -1: none of them. */
    long ownerOf(int localPort) {
        Collection<Long> asked = pids.get();
        if (asked.isEmpty()) {
            return -1;
        }
        OptionalLong inode = TABLES.stream()
                .flatMap(SocketOwners::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[1].endsWith(String.format(":%04X", localPort)))
                .mapToLong(fields -> Long.parseLong(fields[9]))
                .filter(number -> number != 0)
                .findFirst();
        if (inode.isEmpty()) {
            return -1;
        }
        String wanted = "socket:[" + inode.getAsLong() + "]";
        return asked.stream().filter(pid -> holds(pid, wanted)).findFirst().orElse(-1L);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }

    private static boolean holds(long pid, String wanted) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> leadsTo(file, wanted));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean leadsTo(Path file, String wanted) {
        try {
            return Files.readSymbolicLink(file).toString().equals(wanted);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}

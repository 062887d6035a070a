package io.sallyport.faults.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of some processes has a connection: by the tables of Linux below {@code /proc}. Elsewhere nobody has any.
 *
 * @param pids of those that come into question
 */
public record SocketOwners(Supplier<Collection<Long>> pids) {
    static final SocketOwners NOBODY = new SocketOwners(List::of);
    private static final String LISTEN = "0A";
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Ports of this machine on which somebody accepts connections; empty where nobody can say. */
    public static Set<Integer> listening() {
        return TABLES.stream()
                .flatMap(SocketOwners::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals(LISTEN))
                .map(fields -> Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16))
                .collect(Collectors.toSet());
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

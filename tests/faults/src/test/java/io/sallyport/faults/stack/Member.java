package io.sallyport.faults.stack;

import io.sallyport.faults.relay.Ports;
import io.sallyport.faults.relay.Relay;
import io.sallyport.faults.relay.SocketOwners;
import io.sallyport.testkit.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One process of the suite, with its own way to Redis. It keeps its ports and its folder when it is started again. Owner: the
 * test's thread; its pid is for any.
 */
public final class Member implements AutoCloseable {
    /** Ten JVMs start on two slow cores that others use as well. */
    private static final Duration START = Duration.ofSeconds(240);

    private static final int RESTARTS = 3;
    private static final int LINES = 20_000;

    private final Part part;
    private final int index;
    private final Path folder;
    private final int busPort = Ports.pick();
    private final int messagePort = Ports.pick();
    private final Relay toBus;
    private final Relay toMessages;
    private final int web = Ports.pick();
    private final int egress = Ports.pick();
    private final int safe = Ports.pick();
    private final int admin = Ports.pick();
    private final int api = Ports.pick();
    private final Relay toStore;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> former = new ArrayList<>();
    private volatile JavaProcess process;
    private volatile Instant launchedAt = Instant.EPOCH;
    private Slowness slowness;

    /** @param owners who calls whom, for partitions of the bus */
    Member(Part part, int index, Path folder, Relay toStore, SocketOwners owners) {
        this.part = part;
        this.index = index;
        this.folder = folder;
        this.toStore = toStore;
        this.toBus = Relay.following(busPort, index, owners);
        this.toMessages = Relay.following(messagePort, index, owners);
    }

    public Part part() {
        return part;
    }

    public int index() {
        return index;
    }

    /** Port of the reverse listener, if it is an edge; likewise the next three. */
    public int web() {
        return web;
    }

    public int egress() {
        return egress;
    }

    public int safe() {
        return safe;
    }

    public int admin() {
        return admin;
    }

    /** Where its own API listens, which tells it from others in {@code /v1/status}. */
    public int api() {
        return part == Part.EDGE ? admin : api;
    }

    /** When it was started last, on its own clock. */
    Instant launchedAt() {
        return launchedAt;
    }

    /** Where the others reach it for membership. */
    int publicBusPort() {
        return toBus.port();
    }

    /** The ways of others to it: for membership and for messages. */
    List<Relay> toIt() {
        return List.of(toBus, toMessages);
    }

    /** Its own way to Redis. */
    public Relay toStore() {
        return toStore;
    }

    public Path folder() {
        return folder;
    }

    public JavaProcess process() {
        return process;
    }

    long pid() {
        JavaProcess now = process;
        return now == null || !now.isAlive() ? -1 : now.pid();
    }

    /** Launches it; it is ready later. */
    public Member launch() {
        return launch(Map.of());
    }

    /** @param more variables of its environment, this once */
    public Member launch(Map<String, String> more) {
        environment.put("SALLYPORT_BUS_PORT", Integer.toString(busPort));
        environment.put("SALLYPORT_BUS_PUBLICPORT", Integer.toString(toBus.port()));
        environment.put("SALLYPORT_BUS_MESSAGEPORT", Integer.toString(messagePort));
        environment.put("SALLYPORT_BUS_PUBLICMESSAGEPORT", Integer.toString(toMessages.port()));
        environment.put("SALLYPORT_STORE_URL", "redis://127.0.0.1:" + toStore.port());
        environment.put("SALLYPORT_ADMIN_API", "127.0.0.1:" + api);
        former.addAll(said());
        former.subList(0, Math.max(0, former.size() - LINES)).clear();
        launchedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusMillis(1);
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(more);
        process = JavaProcess.of(part.main())
                .jvm(
                        part == Part.EDGE ? "-Xmx160m" : "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:MetaspaceSize=128m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xss512k")
                .env(variables)
                .args("--config", folder.toString())
                .start();
        ProcessHandle.of(process.pid()).ifPresent(handle -> toIt().forEach(relay -> relay.follow(handle)));
        return this;
    }

    /** Waits until it says so. One that could not start in time is started again, as whoever runs it would do. */
    public Member awaitReady() {
        for (int i = 0; i < RESTARTS; i++) {
            process.output().await(START, line -> line.contains(" is ready") || line.contains("cannot start: "));
            if (isReady()) {
                return this;
            }
            process.awaitExit();
            launch();
        }
        process.output().await(START, line -> line.contains(" is ready"));
        return this;
    }

    private boolean isReady() {
        return process.output().all().stream().anyMatch(line -> line.contains(part.service() + " is ready"));
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    public void kill() {
        process.kill();
    }

    /** In good order (SIGTERM). */
    public int stop() {
        return process.stop();
    }

    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /** It stands still for nine parts in ten of the time. */
    public void slow() {
        slowness = Slowness.of(process.pid());
    }

    /** Ends whatever was done to it, and starts it if it has ended. */
    public void heal() {
        if (slowness != null) {
            slowness.close();
            slowness = null;
        }
        if (isRunning()) {
            process.thaw();
        } else {
            launch().awaitReady();
        }
    }

    /** Its output without stack traces, with that of the processes before it. */
    List<String> log() {
        List<String> lines = new ArrayList<>(former);
        lines.addAll(said());
        return lines;
    }

    private List<String> said() {
        return process == null
                ? List.of()
                : process.output().all().stream()
                        .filter(line -> !line.startsWith("	"))
                        .map(line -> this + " " + line)
                        .toList();
    }

    @Override
    public String toString() {
        return part.service() + " " + index;
    }

    @Override
    public void close() {
        if (slowness != null) {
            slowness.close();
        }
        if (process != null) {
            process.close();
        }
        toStore.close();
        toBus.close();
        toMessages.close();
    }
}

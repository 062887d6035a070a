package io.sallyport.testkit.process;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A primary with two replicas, and three real sentinels that take a primary for dead after a second. Not thread-safe.
 */
public final class RedisSentinels implements AutoCloseable {
    public static final String NAME = "sallyport";

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<ChildProcess> sentinels = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Path directory;

    private RedisSentinels(Path directory) {
        this.directory = directory;
    }

    public static RedisSentinels start() {
        try {
            RedisSentinels all = new RedisSentinels(Files.createTempDirectory("sallyport-sentinels"));
            all.launch();
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch() throws IOException {
        RedisServer first = RedisServer.start("--repl-diskless-sync-delay", "0");
        servers.add(first);
        for (int i = 0; i < 2; i++) {
            servers.add(
                    RedisServer.start("--repl-diskless-sync-delay", "0", "--replicaof", "127.0.0.1 " + first.port()));
        }
        for (int i = 0; i < 3; i++) {
            sentinels.add(sentinel(first.port()));
        }
        Eventually.until("replicas follow", () -> first.ask("INFO replication").contains("connected_slaves:2"));
        Eventually.until(
                "sentinels know each other and the replicas",
                () -> ports.stream().allMatch(this::isComplete));
    }

    private ChildProcess sentinel(int primary) throws IOException {
        int port = FreePort.pick();
        ports.add(port);
        Path file = directory.resolve("sentinel-" + port + ".conf");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "port " + port,
                        "bind 127.0.0.1",
                        "sentinel monitor " + NAME + " 127.0.0.1 " + primary + " 2",
                        "sentinel down-after-milliseconds " + NAME + " 1000",
                        "sentinel failover-timeout " + NAME + " 3000",
                        ""));
        return ChildProcess.start(new ProcessBuilder("redis-sentinel", file.toString()));
    }

    private boolean isComplete(int port) {
        try {
            String known = RedisText.ask(port, "SENTINEL MASTER " + NAME);
            return RedisText.value(known, "num-other-sentinels").equals("2")
                    && RedisText.value(known, "num-slaves").equals("2");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** {@code redis+sentinel://...}. */
    public String url() {
        return "redis+sentinel://"
                + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")) + "/" + NAME;
    }

    /** The one that says itself that it is the primary; of two the one that sentinels name. */
    public RedisServer primary() {
        String named = RedisText.ask(ports.get(0), "SENTINEL GET-MASTER-ADDR-BY-NAME " + NAME);
        return servers.stream()
                .filter(server -> named.contains("\r\n" + server.port() + "\r\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no primary in " + named));
    }

    /** All, the dead ones included. */
    public List<RedisServer> servers() {
        return List.copyOf(servers);
    }

    /** Asks a sentinel to make another one the primary. */
    public void failOver() {
        String answer = RedisText.ask(ports.get(0), "SENTINEL FAILOVER " + NAME);
        if (!answer.startsWith("+OK")) {
            throw new AssertionError(answer);
        }
    }

    @Override
    public void close() {
        sentinels.forEach(ChildProcess::close);
        servers.forEach(RedisServer::close);
        RedisFolder.delete(directory);
    }
}

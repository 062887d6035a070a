package io.sallyport.testkit.process;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A real cluster of three primaries and three replicas that takes a server for dead after a second. Not thread-safe. */
public final class RedisCluster implements AutoCloseable {
    private static final int PRIMARIES = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    private RedisCluster() {}

    public static RedisCluster start() {
        RedisCluster cluster = new RedisCluster();
        for (int i = 0; i < 2 * PRIMARIES; i++) {
            cluster.launch();
        }
        cluster.introduce();
        return cluster;
    }

    private void launch() {
        int bus = FreePort.pick();
        busPorts.add(bus);
        servers.add(RedisServer.start(
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(bus),
                "--cluster-node-timeout",
                "1000",
                "--cluster-replica-validity-factor",
                "0",
                "--repl-diskless-sync-delay",
                "0"));
    }

    private void introduce() {
        for (int i = 0; i < PRIMARIES; i++) {
            int from = SLOTS * i / PRIMARIES;
            int to = SLOTS * (i + 1) / PRIMARIES - 1;
            servers.get(i).ask("CLUSTER ADDSLOTSRANGE " + from + " " + to);
        }
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).ask("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            servers.get(0).ask("CLUSTER MEET 127.0.0.1 " + servers.get(i).port() + " " + busPorts.get(i));
        }
        Eventually.until(
                "all servers know each other",
                () -> servers.stream()
                        .allMatch(server ->
                                server.ask("CLUSTER INFO").contains("cluster_known_nodes:" + servers.size())));
        for (int i = PRIMARIES; i < servers.size(); i++) {
            servers.get(i).ask("CLUSTER REPLICATE " + id(servers.get(i - PRIMARIES)));
        }
        Eventually.until(
                "the cluster serves all slots, and replicas follow",
                () -> servers.stream()
                        .allMatch(server -> server.ask("CLUSTER INFO").contains("cluster_state:ok")
                                && (servers.indexOf(server) < PRIMARIES
                                        || server.ask("INFO replication").contains("master_link_status:up"))));
    }

    /** The name of a server among the others. */
    public String id(RedisServer server) {
        String[] lines = server.ask("CLUSTER MYID").split("\r\n", -1);
        return lines[1];
    }

    /** {@code redis+cluster://...}, with two of the servers only. */
    public String url() {
        return "redis+cluster://"
                + servers.stream()
                        .limit(2)
                        .map(server -> "127.0.0.1:" + server.port())
                        .collect(Collectors.joining(","));
    }

    /** The primaries as it began, then their replicas in the same order. */
    public List<RedisServer> servers() {
        return List.copyOf(servers);
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }
}

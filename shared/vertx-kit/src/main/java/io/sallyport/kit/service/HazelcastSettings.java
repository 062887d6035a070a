package io.sallyport.kit.service;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.sallyport.contract.settings.BusConfig;
import java.util.List;
import java.util.Optional;

/**
 * Our bus settings as Hazelcast's. Members are found by list only; nothing is told to anybody outside; a silent member
 * is gone after ten seconds; clusters that came up apart, because names did not resolve yet, look for each other
 * every ten.
 */
final class HazelcastSettings {
    private HazelcastSettings() {}

    /**
     * Translates.
     *
     * @param address literal to bind and to tell
     */
    static Config of(BusConfig bus, String address) {
        Config config = new Config();
        config.setClusterName(bus.name());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.socket.bind.any", "false");
        // Not by the list of interfaces: that one also decides which members found by name are worth a call.
        config.setProperty("hazelcast.local.localAddress", address);
        config.setProperty("hazelcast.heartbeat.interval.seconds", "2");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
        // Whoever comes is let in at once; members are few, and what moves between them is small.
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "10");
        // Whoever claims to lead after a partition waits for members that are on the other side, two minutes unless it
        // is told otherwise;
        // so do calls to them, and until both are over clusters do not merge.
        config.setProperty("hazelcast.mastership.claim.timeout.seconds", "15");
        config.setProperty("hazelcast.operation.call.timeout.millis", "20000");
        config.setProperty("hazelcast.operation.backup.timeout.millis", "2000");
        config.setProperty("hazelcast.partition.migration.timeout", "30");
        config.setProperty("hazelcast.tcp.join.port.try.count", "8");
        config.setProperty("hazelcast.io.thread.count", "2");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.getMetricsConfig().setEnabled(false);
        config.getSerializationConfig().setJavaSerializationFilterConfig(ownClasses());
        network(config.getNetworkConfig(), bus, address);
        vertxStructures(config);
        return config;
    }

    /** Of what comes by the membership port only these classes are ever made, and those of the JDK and of Hazelcast itself. */
    private static JavaSerializationFilterConfig ownClasses() {
        return new JavaSerializationFilterConfig()
                .setWhitelist(new ClassFilter().addPrefixes("io.vertx.spi.cluster.hazelcast."));
    }

    private static void network(NetworkConfig network, BusConfig bus, String address) {
        // Another port than the one that a relay or a translation of addresses leads to would be reached by nobody.
        network.setPort(bus.port()).setPortAutoIncrement(bus.publicPort() == 0).setPortCount(BusConfig.PORTS);
        publicAddress(bus, address).ifPresent(network::setPublicAddress);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.setTcpIpConfig(new FoundMembers(bus.members().isEmpty() ? List.of(address) : bus.members())
                .setEnabled(true)
                .setConnectionTimeoutSeconds(3));
    }

    /** Where others reach the membership protocol, unless it is where it is bound. */
    private static Optional<String> publicAddress(BusConfig bus, String address) {
        if (bus.publicHost().isEmpty() && bus.publicPort() == 0) {
            return Optional.empty();
        }
        String host = bus.publicHost().isEmpty() ? address : bus.publicHost();
        String literal = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return Optional.of(bus.publicPort() == 0 ? literal : literal + ":" + bus.publicPort());
    }

    /** What vertx-hazelcast keeps of its own, each with one copy on another member. */
    private static void vertxStructures(Config config) {
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    }
}

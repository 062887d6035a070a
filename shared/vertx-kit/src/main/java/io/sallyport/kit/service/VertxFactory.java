package io.sallyport.kit.service;

import com.hazelcast.config.Config;
import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.cluster.BusIdentity;
import io.sallyport.kit.cluster.WatchedCluster;
import io.sallyport.kit.netty.listening.ListeningTransport;
import io.sallyport.kit.tls.Renegotiation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Builds the one Vertx of a process. */
final class VertxFactory {
    private static final Duration NAME_PATIENCE = Duration.ofSeconds(5);

    private VertxFactory() {}

    /**
     * What was built.
     *
     * @param cluster present when there are other JVMs to be met
     */
    record Built(Vertx vertx, Optional<WatchedCluster> cluster) {}

    /** @param folder where files of the bus's TLS lie */
    static Future<Built> create(SuiteConfig config, Path folder) {
        Renegotiation.refuse();
        VertxOptions options = options(config.limits());
        if (!config.bus().clustered()) {
            Vertx alone =
                    ListeningTransport.in(Vertx.builder().with(options), true).build();
            return Future.succeededFuture(new Built(alone, Optional.empty()));
        }
        return MemberNames.awaitResolved(config.bus().members(), NAME_PATIENCE)
                .compose(v -> clustered(config.bus(), folder, options));
    }

    /** No class loader per task: there is one for all. */
    private static VertxOptions options(LimitsConfig limits) {
        return new VertxOptions()
                .setEventLoopPoolSize(EventLoops.of(limits))
                .setPreferNativeTransport(true)
                .setDisableTCCL(true);
    }

    private static Future<Built> clustered(BusConfig bus, Path folder, VertxOptions options) {
        String address = BusAddress.of(bus);
        options.setEventBusOptions(MessageSockets.of(bus, address, folder));
        Config config = HazelcastSettings.of(bus, address);
        WatchedCluster cluster = bus.tls()
                .map(tls -> WatchedCluster.guarded(config, BusIdentity.read(folder, tls)))
                .orElseGet(() -> new WatchedCluster(config));
        return ListeningTransport.in(Vertx.builder().with(options), true)
                .withClusterManager(cluster)
                .buildClustered()
                .onFailure(failed -> cluster.abandon())
                .map(vertx -> new Built(vertx, Optional.of(cluster)));
    }
}

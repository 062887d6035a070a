package io.sallyport.kit.service;

import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.netty.listening.ListeningTransport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;

/** Builds the one Vertx of a process. */
final class VertxFactory {
    private static final Duration NAME_PATIENCE = Duration.ofSeconds(5);

    private VertxFactory() {}

    static Future<Vertx> create(SuiteConfig config) {
        VertxOptions options = options(config.limits());
        if (!config.bus().clustered()) {
            return Future.succeededFuture(
                    ListeningTransport.in(Vertx.builder().with(options), true).build());
        }
        return MemberNames.awaitResolved(config.bus().members(), NAME_PATIENCE)
                .compose(v -> clustered(config.bus(), options));
    }

    /** No class loader per task: there is one for all. */
    private static VertxOptions options(LimitsConfig limits) {
        return new VertxOptions()
                .setEventLoopPoolSize(EventLoops.of(limits))
                .setPreferNativeTransport(true)
                .setDisableTCCL(true);
    }

    private static Future<Vertx> clustered(BusConfig bus, VertxOptions options) {
        String address = BusAddress.of(bus);
        options.setEventBusOptions(messages(bus, address));
        return ListeningTransport.in(Vertx.builder().with(options), true)
                .withClusterManager(new HazelcastClusterManager(HazelcastSettings.of(bus, address)))
                .buildClustered();
    }

    /** Where messages arrive, and where others are told that they do. */
    private static EventBusOptions messages(BusConfig bus, String address) {
        EventBusOptions options = new EventBusOptions()
                .setHost(address)
                .setPort(bus.messagePort())
                .setClusterPublicHost(bus.publicHost().isEmpty() ? address : bus.publicHost());
        return bus.publicMessagePort() == 0 ? options : options.setClusterPublicPort(bus.publicMessagePort());
    }
}

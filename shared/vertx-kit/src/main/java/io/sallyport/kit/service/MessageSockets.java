package io.sallyport.kit.service;

import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.BusTlsConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The sockets that messages travel on. A member that stands still or cannot be reached is let go within seconds: until then
 * whatever is said to it waits in memory, and after a broken network has healed only a new connection is quick.
 */
final class MessageSockets {
    private static final int CONNECT_MILLIS = 2000;
    private static final long PING_MILLIS = 3000;
    private static final long PONG_MILLIS = 3000;

    private MessageSockets() {}

    /**
     * Translates.
     *
     * @param address literal to bind
     * @param folder  where the files of TLS lie
     */
    static EventBusOptions of(BusConfig bus, String address, Path folder) {
        EventBusOptions options = new EventBusOptions()
                .setHost(address)
                .setPort(bus.messagePort())
                .setConnectTimeout(CONNECT_MILLIS)
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PONG_MILLIS)
                .setClusterPublicHost(bus.publicHost().isEmpty() ? address : bus.publicHost());
        if (bus.publicMessagePort() != 0) {
            options.setClusterPublicPort(bus.publicMessagePort());
        }
        bus.tls().ifPresent(tls -> guard(options, tls, folder));
        return options;
    }

    /**
     * Both sides show a certificate of the suite's own authority. Which host it names is not compared: members are reached by
     * addresses that change, and whoever has a certificate of this authority is a member.
     */
    private static void guard(EventBusOptions options, BusTlsConfig tls, Path folder) {
        options.setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setSslHandshakeTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(path(folder, tls.cert()))
                        .setKeyPath(path(folder, tls.key())))
                .setTrustOptions(new PemTrustOptions().addCertPath(path(folder, tls.ca())));
    }

    private static String path(Path folder, String file) {
        return folder.resolve(file).toAbsolutePath().toString();
    }
}

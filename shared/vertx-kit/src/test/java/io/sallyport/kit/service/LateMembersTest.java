package io.sallyport.kit.service;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.process.JavaProcess;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name of members that changes while they run. */
class LateMembersTest {
    /** They look for each other every ten seconds, on a slow machine. */
    private static final Duration MERGED = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    /** The JDK reads the names of these processes from a file, which the test changes. */
    @Test
    void meetsMembersThatANameGetsLater() throws IOException {
        int port = FreePort.pick();
        Path names = folder.resolve("names");
        Files.writeString(names, "127.0.0.2 members.test\n");
        try (JavaProcess first = start("first", "127.0.0.2", port, names)) {
            ready(first);
            Files.writeString(names, "127.0.0.9 members.test\n");
            try (JavaProcess second = start("second", "127.0.0.3", port, names)) {
                ready(second);
                Files.writeString(names, "127.0.0.9 members.test\n127.0.0.2 members.test\n127.0.0.3 members.test\n");
                asksBothFromOneOfThem(port);
            }
        }
    }

    private void asksBothFromOneOfThem(int port) {
        BusConfig bus = new BusConfig(true, name(), List.of("127.0.0.2:" + port), "127.0.0.1", FreePort.pick());
        RunningEnvironment here = await(RunningEnvironment.open(
                new SuiteConfig(null, null, null, bus, null, null, null, null, null, null), folder));
        try {
            Eventually.that(MERGED, () -> {
                assertThat(ask(here, "peer.first")).isEqualTo("first heard you");
                assertThat(ask(here, "peer.second")).isEqualTo("second heard you");
            });
        } finally {
            await(here.close());
        }
    }

    private static String ask(RunningEnvironment here, String address) {
        return await(here.environment()
                .vertx()
                .eventBus()
                .<String>request(address, "you", new DeliveryOptions().setSendTimeout(2000))
                .map(reply -> reply.body())
                .otherwise("nobody"));
    }

    private String name() {
        return folder.getFileName().toString();
    }

    private JavaProcess start(String name, String host, int port, Path names) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                own.resolve("sallyport.yaml"),
                "bus: {clustered: true, name: \"%s\", host: %s, port: %d, members: [\"members.test:%d\"]}\n"
                        .formatted(name(), host, port, port));
        return JavaProcess.of(BusPeerMain.class)
                .jvm(
                        "-Xmx96m",
                        "-Djdk.net.hosts.file=" + names,
                        "-Dsun.net.inetaddr.ttl=1",
                        "-Dsun.net.inetaddr.negative.ttl=0")
                .args(own.toString(), name)
                .start();
    }

    private static void ready(JavaProcess peer) {
        peer.output().await(RelayedMember.START, line -> line.contains("peer is ready"));
    }
}

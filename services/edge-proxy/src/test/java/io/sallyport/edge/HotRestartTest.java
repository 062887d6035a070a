package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One edge takes the place of another; both live in this process, and the sockets go from one to the other by the kernel. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class HotRestartTest {
    private static final int RESTARTS = 10;
    private static final int CLIENTS = 3;

    @TempDir
    private Path folder;

    private final int web = FreePort.pick();
    private final int egress = FreePort.pick();
    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(String... listeners) {
        return EdgeSetup.forwardToLoopback(origin.port())
                .routes(EdgeSetup.routesTo(origin, ""))
                .listeners(folder, "listeners:\n" + String.join("", listeners))
                .suite("restart: {socket: run/edge.sock, linger: 300ms}\noverload: {enabled: false}\n")
                .drain(Duration.ofSeconds(20))
                .nativeTransport()
                .start();
    }

    private EdgeHarness edge() {
        return edge(reverse("web", web), forward());
    }

    private static String reverse(String name, int port) {
        return "  - {name: %s, mode: reverse, bind: '127.0.0.1:%d'}\n".formatted(name, port);
    }

    private String forward() {
        return "  - {name: egress, mode: forward, bind: '127.0.0.1:%d'}\n".formatted(egress);
    }

    @Test
    void losesNoRequestInTenRestarts() {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS);
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        EdgeHarness current = edge();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(CompletableFuture.supplyAsync(() -> ask(over, true), threads));
                clients.add(CompletableFuture.supplyAsync(() -> ask(over, false), threads));
            }
            for (int i = 0; i < RESTARTS; i++) {
                EdgeHarness next = edge();
                current.awaitReplaced();
                current.close();
                current = next;
            }
            over.set(true);
            assertThat(clients).allSatisfy(client -> assertThat(client.join()).isGreaterThan(RESTARTS));
        } finally {
            over.set(true);
            threads.shutdown();
            current.close();
        }
    }

    /** How many requests were answered; fails when one is not. */
    private int ask(AtomicBoolean over, boolean keeps) {
        int answered = 0;
        RawClient client = null;
        while (!over.get()) {
            client = client == null ? RawClient.connect(web) : client;
            RawResponse response = keeps ? client.get("/") : client.get("/", "Connection: close");
            assertThat(response.bodyText()).isEqualTo("hello");
            answered++;
            if (response.field("connection").isPresent()) {
                client.close();
                client = null;
            }
        }
        if (client != null) {
            client.close();
        }
        return answered;
    }

    @Test
    void letsATunnelOfTheOldOneWorkOn() {
        try (EdgeHarness old = edge();
                RawClient tunnel = old.forward()) {
            tunnel.openTunnel(origin.authority());
            try (EdgeHarness next = edge()) {
                Eventually.until(
                        "the old one goes", () -> old.service().metrics().contains("sallyport_draining 1"));

                assertThat(tunnel.get("/through").bodyText()).isEqualTo("hello");
                try (RawClient fresh = RawClient.connect(web)) {
                    fresh.get("/", "Connection: close");
                }
                next.awaitRecord(1);
                tunnel.close();
                old.awaitReplaced();
            }
        }
    }

    @Test
    void takesWhatIsTheSameBindsWhatIsNewAndClosesWhatIsGone() {
        int gone = FreePort.pick();
        int added = FreePort.pick();
        try (EdgeHarness old = edge(reverse("web", web), reverse("gone", gone));
                EdgeHarness next = edge(reverse("renamed", web), reverse("added", added))) {
            old.awaitReplaced();

            for (int port : new int[] {web, added}) {
                try (RawClient client = RawClient.connect(port)) {
                    assertThat(client.get("/", "Connection: close").bodyText()).isEqualTo("hello");
                }
            }
            next.awaitRecord(2);
            assertThatThrownBy(() -> RawClient.connect(gone).close()).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void goesOnWhenTheNextOneCannotStart() throws IOException {
        try (EdgeHarness old = edge();
                FreePort taken = FreePort.reserve()) {
            assertThatThrownBy(() -> edge(reverse("web", web), reverse("other", taken.number())))
                    .hasMessageContaining("other");

            try (RawClient client = old.reverse()) {
                assertThat(client.get("/").bodyText()).isEqualTo("hello");
            }
            assertThat(old.service().metrics()).contains("sallyport_draining 0");
            try (EdgeHarness next = edge()) {
                old.awaitReplaced();
                assertThat(next.port("web")).isEqualTo(web);
            }
        }
    }

    @Test
    void givesNothingToWhoSpeaksOtherwiseOrComesSecond() throws IOException {
        try (EdgeHarness old = edge()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run/edge.sock"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                    .isEqualTo("rwx------");
            assertThat(say("GET / HTTP/1.1\n")).isEmpty();
            assertThat(say("SALLYPORT-HANDOVER 99\n")).startsWith("REFUSED found");
            try (SocketChannel first = connect()) {
                first.write(ByteBuffer.wrap("SALLYPORT-HANDOVER 1\n".getBytes(StandardCharsets.US_ASCII)));
                assertThat(read(first)).startsWith("SOCKETS ").contains("127.0.0.1/" + web);
                assertThat(say("SALLYPORT-HANDOVER 1\n")).startsWith("REFUSED another process");
            }
            try (RawClient client = old.reverse()) {
                assertThat(client.get("/").bodyText()).isEqualTo("hello");
            }
        }
        assertThat(folder.resolve("run/edge.sock")).doesNotExist();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("run/edge.sock")));
        return channel;
    }

    /** What is said back before the end. */
    private String say(String line) throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            return read(channel);
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        channel.read(bytes);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }
}

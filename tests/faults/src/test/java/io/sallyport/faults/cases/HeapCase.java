package io.sallyport.faults.cases;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Status;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.Requests;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An edge with too little memory, and clients that read nothing of large answers. */
final class HeapCase {
    private static final int CLIENTS = 150;
    private static final Duration ANSWERS = Duration.ofSeconds(60);

    /** What the clients that do not read are connected by. */
    private record Hoard(List<RawClient> clients) {}

    private HeapCase() {}

    static FaultCase fault() {
        return FaultCase.of(
                        "edge-heap",
                        "one of two edges has a heap of 48 MiB, and " + CLIENTS + " clients that read nothing",
                        HeapCase::strike)
                .lasting(8)
                .holding(HeapCase::isNotHalfDead)
                .repairedBy(HeapCase::repair)
                .allowing(Allowed.atPickedEdge("what is sent there"));
    }

    /** It is stopped in good order and started with less. */
    private static void strike(Scene scene) {
        Member edge = scene.pick(Part.EDGE);
        edge.stop();
        edge.launch(Map.of("_JAVA_OPTIONS", "-Xmx48m")).awaitReady();
        List<RawClient> clients = new ArrayList<>();
        scene.keep(Hoard.class, new Hoard(clients));
        for (int i = 0; i < CLIENTS; i++) {
            try {
                RawClient client = RawClient.connectSlow(edge.web());
                clients.add(client);
                client.send(Requests.head("GET", "/cached/large/heap-" + i, "Host: shop.test"));
            } catch (UncheckedIOException refused) {
                // Its right when memory is short.
            }
        }
    }

    /** It has ended, or it says how it is. */
    private static void isNotHalfDead(Scene scene) {
        Member edge = scene.pick(Part.EDGE);
        Await.nothing("it runs and does not answer", ANSWERS, () -> {
            if (!edge.isRunning()) {
                return Optional.empty();
            }
            try {
                new Status(edge.admin()).json("/v1/status");
                return Optional.empty();
            } catch (UncheckedIOException | AssertionError silent) {
                return Optional.of(String.valueOf(silent.getMessage()));
            }
        });
        scene.note("ended by itself", !edge.isRunning());
    }

    private static void repair(Scene scene) {
        scene.kept(Hoard.class).clients().forEach(RawClient::close);
        Member edge = scene.pick(Part.EDGE);
        if (edge.isRunning()) {
            edge.stop();
        }
        edge.launch().awaitReady();
    }
}

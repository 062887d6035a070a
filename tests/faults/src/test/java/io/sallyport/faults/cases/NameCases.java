package io.sallyport.faults.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.load.Kind;
import io.sallyport.faults.relay.Mode;
import io.sallyport.faults.relay.NameServer.Manner;
import io.sallyport.faults.relay.Relay;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Stack;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The name server, which is asked again every second. */
public final class NameCases {
    /** The lifetime of an answer, a second, and time for what was begun with the old one. */
    private static final Duration FOUND = Duration.ofSeconds(60);

    private static final Duration FOLLOWED = Duration.ofSeconds(4);

    private NameCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                of(Manner.SILENT, "does not answer").lasting(8).inCore(),
                of(Manner.SERVFAIL, "answers SERVFAIL").inCore(),
                of(Manner.REFUSED, "answers REFUSED"),
                of(Manner.NXDOMAIN, "says that the name is gone")
                        .allowing(Allowed.failures("that the name is gone", Kind.FORWARD))
                        .repairedBy(scene -> {
                            scene.stack().healAll();
                            Await.pass(FOLLOWED); // that a name is gone is believed for a moment as well
                        }),
                FaultCase.of(
                                "names-moved",
                                "a name gets another address, then the server leaves the old one",
                                NameCases::move)
                        .repairedBy(NameCases::moveBack),
                FaultCase.of(
                                "endpoints-moved",
                                "of two addresses of an endpoint's name one is replaced, and its server leaves",
                                NameCases::endpoints)
                        .lasting(0)
                        .repairedBy(scene -> {
                            scene.stack().writeDocuments();
                            scene.stack().healAll();
                        }));
    }

    /** Back to the old address as well: it serves before the name leads there, and the new one until nobody is sent there. */
    private static void moveBack(Scene scene) {
        scene.stack().toOpen().set(Mode.PASS);
        scene.stack().names().knows("open.test", "127.0.0.1");
        Await.pass(FOLLOWED);
        scene.kept(Relay.class).close();
    }

    private static void move(Scene scene) {
        scene.keep(Relay.class, scene.stack().toOpen().at("127.0.0.2"));
        scene.stack().names().knows("open.test", "127.0.0.2");
        Await.pass(FOLLOWED);
        scene.stack().toOpen().set(Mode.REFUSE);
    }

    /** Clients of a route whose servers are known by one name see nothing of it. */
    private static void endpoints(Scene scene) {
        Stack stack = scene.stack();
        try (Relay second = stack.toOpen().at("127.0.0.2");
                Relay third = stack.toOpen().at("127.0.0.3")) {
            stack.names().knows("pool.test", "127.0.0.2", "127.0.0.3");
            String routes = stack.documents().read("routes.yaml");
            String cluster =
                    "  - {name: pool, endpoints: [{url: \"http://pool.test:%d\", dns: true}], health: {interval: 500ms}}\n"
                            .formatted(second.port());
            String route = "  - {name: pool, match: {host: pool.test}, cluster: pool}\n";
            stack.documents().write("routes.yaml", routes.replace("routes:\n", cluster + "routes:\n" + route));
            for (Member edge : stack.of(Part.EDGE)) {
                Await.nothing("the pool does not serve", FOUND, () -> ask(edge));
            }
            stack.names().knows("pool.test", "127.0.0.1", "127.0.0.3");
            askAll(stack, FOLLOWED);
            second.set(Mode.REFUSE);
            askAll(stack, FOLLOWED);
        }
    }

    /** For so long, and each request must be answered. */
    private static void askAll(Stack stack, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            stack.of(Part.EDGE).forEach(edge -> assertThat(ask(edge)).isEmpty());
            Await.pass(Duration.ofMillis(20));
        }
    }

    private static Optional<String> ask(Member edge) {
        try (RawClient client = RawClient.connect(edge.web())) {
            RawResponse answer = client.get("/fresh/pool", "Host: pool.test");
            return answer.status() == 200 ? Optional.empty() : Optional.of(answer.head());
        }
    }

    private static FaultCase of(Manner manner, String what) {
        return FaultCase.of(
                "names-" + manner.name().toLowerCase(Locale.ROOT),
                "the name server " + what,
                scene -> scene.stack().names().manner(manner));
    }
}

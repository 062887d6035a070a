package io.sallyport.faults.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Folder;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Status;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.process.JavaProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Operators: many edits, wrong ones, and two of them at once. */
public final class ConfigCases {
    private static final int RELOADS = 50;
    private static final int OPERATORS = 4;
    private static final int CHANGES = 3;

    private ConfigCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                FaultCase.of("reload-50", "routes.yaml is written 50 times, each time with another route", scene -> {
                            String routes = scene.stack().documents().read("routes.yaml");
                            for (int i = 1; i <= RELOADS; i++) {
                                scene.stack().documents().write("routes.yaml", routes + route(i));
                                Await.pass(Duration.ofMillis(50 + scene.random().nextInt(60)));
                            }
                            Edits.awaitRoute(scene, "extra-" + RELOADS, "/extra-" + RELOADS);
                        })
                        .lasting(0)
                        .repairedBy(scene -> {
                            scene.stack().writeDocuments();
                            Edits.awaitRoute(scene, "shop", "/extra-" + RELOADS);
                        })
                        .inCore(),
                FaultCase.of(
                                "reload-broken",
                                "routes.yaml is cut in the middle, policies.yaml has an unknown key",
                                scene -> {
                                    Folder documents = scene.stack().documents();
                                    String routes = documents.read("routes.yaml");
                                    documents.write("routes.yaml", routes.substring(0, routes.length() / 2) + "{");
                                    documents.write("policies.yaml", "rulez: []\n");
                                })
                        .proving(Edits::areTaken)
                        .repairedBy(scene -> scene.stack().writeDocuments())
                        .inCore(),
                FaultCase.of(
                                "start-broken",
                                "a process is started with a wrong configuration",
                                ConfigCases::startBroken)
                        .lasting(0)
                        .inCore(),
                FaultCase.of("operators", OPERATORS + " operators change the policy at once", ConfigCases::changeAtOnce)
                        .lasting(0)
                        .repairedBy(scene -> scene.stack()
                                .documents()
                                .write(
                                        "policies.yaml",
                                        scene.stack().documents().read("policies.yaml") + "\n# again\n"))
                        .inCore());
    }

    private static String route(int number) {
        return "  - {name: extra-%d, match: {path: /extra-%d}, cluster: shop}\n".formatted(number, number);
    }

    private static void startBroken(Scene scene) throws Exception {
        Path folder = Files.createTempDirectory(scene.stack().documents().path(), "broken");
        new Folder(folder).write("sallyport.yaml", "listeners: []\nlimits:\n  headerBites: 16KiB\n");
        long started = System.nanoTime();
        try (JavaProcess process = JavaProcess.of("io.sallyport.edge.EdgeMain")
                .args("--config", folder.toString())
                .start()) {
            assertThat(process.awaitExit()).isEqualTo(2);
            scene.note("exit ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            assertThat(String.join("\n", process.output().untilEnd())).contains("sallyport.yaml:3", "headerBites");
        }
    }

    /** Each reads the text, adds a rule of its own, and writes it back if nobody else was faster. */
    private static void changeAtOnce(Scene scene) throws Exception {
        ExecutorService operators = Executors.newFixedThreadPool(OPERATORS);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < OPERATORS; i++) {
                Status status =
                        new Status(scene.stack().of(Part.EDGE).get(i % 2).admin());
                int number = i;
                all.add(() -> change(status, number));
            }
            int refused = 0;
            for (Future<Integer> each : operators.invokeAll(all)) {
                refused += each.get();
            }
            scene.note("refused with 412", refused);
        } finally {
            operators.shutdownNow();
        }
        String text = scene.stack().status().json("/v1/policies").getString("text");
        for (int i = 0; i < OPERATORS; i++) {
            for (int k = 0; k < CHANGES; k++) {
                assertThat(text).as("no update is lost").contains(name(i, k));
            }
        }
    }

    private static String name(int operator, int change) {
        return "by-" + operator + "-" + change;
    }

    /** How often somebody else was faster. */
    private static int change(Status status, int operator) {
        int refused = 0;
        for (int k = 0; k < CHANGES; ) {
            RawResponse now = status.call("GET", "/v1/policies", "");
            String text = new JsonObject(now.bodyText()).getString("text");
            String rule = "  - {name: %s, when: {site: [%s.test]}, then: block}\n"
                    .formatted(name(operator, k), name(operator, k));
            RawResponse answer = status.call(
                    "PUT",
                    "/v1/policies?author=operator-" + operator,
                    text.replace("rules:\n", "rules:\n" + rule),
                    "If-Match: " + now.field("etag").orElseThrow(),
                    "Content-Type: application/yaml");
            assertThat(answer.status()).as(answer.bodyText()).isIn(200, 202, 412);
            if (answer.status() == 412) {
                refused++;
            } else {
                k++;
            }
        }
        return refused;
    }
}

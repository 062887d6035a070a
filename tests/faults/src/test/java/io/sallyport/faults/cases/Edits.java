package io.sallyport.faults.cases;

import io.sallyport.faults.Scene;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Folder;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Status;
import io.sallyport.testkit.RawClient;
import java.time.Duration;
import java.util.Optional;

/** Whether the suite still does what its operators write. */
final class Edits {
    private static final Duration TAKEN = Duration.ofSeconds(60);
    private static final String PATH = "/proof";
    private static final String HOST = "proof.test";
    private static final int BLOCKED = 404;

    private Edits() {}

    /** Every edge follows an edit of each document, and its withdrawal. */
    static void areTaken(Scene scene) {
        Folder documents = scene.stack().documents();
        String route = "  - {name: proof, match: {path: %s}, cluster: shop}\n".formatted(PATH);
        String rule = "rules:\n  - {name: proof, when: {site: [%s]}, then: block}\n".formatted(HOST);
        documents.write("routes.yaml", documents.read("routes.yaml") + route);
        documents.write("policies.yaml", documents.read("policies.yaml").replace("rules:\n", rule));
        awaitRoute(scene, "proof", PATH);
        awaitBlocked(scene, true);
        scene.stack().writeDocuments();
        awaitRoute(scene, "shop", PATH);
        awaitBlocked(scene, false);
    }

    /** Every edge has that path on that route. */
    static void awaitRoute(Scene scene, String route, String path) {
        for (Member edge : scene.stack().of(Part.EDGE)) {
            Status status = new Status(edge.admin());
            Await.nothing("an edit of routes.yaml is not in force at " + edge, TAKEN, () -> {
                String found = status.json("/v1/routes/match?url=http://shop.test" + path)
                        .getString("route");
                return route.equals(found) ? Optional.empty() : Optional.of(path + " leads to " + found);
            });
        }
    }

    private static void awaitBlocked(Scene scene, boolean wanted) {
        for (Member edge : scene.stack().of(Part.EDGE)) {
            Await.nothing("an edit of policies.yaml is not in force at " + edge, TAKEN, () -> {
                try (RawClient client = RawClient.connect(edge.web())) {
                    int status = client.get(PATH, "Host: " + HOST).status();
                    return (status == BLOCKED) == wanted ? Optional.empty() : Optional.of(HOST + " gets " + status);
                }
            });
        }
    }
}

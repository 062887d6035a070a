package io.sallyport.faults.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Folder;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Status;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Certificates that have expired: of listeners, and of servers. */
public final class CertificateCases {
    private static final Duration NOTICED = Duration.ofSeconds(60);

    private CertificateCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                FaultCase.of(
                                "certificate-expired",
                                "the certificate of a listener is replaced by an expired one",
                                scene -> {
                                    Member edge = scene.pick(Part.EDGE);
                                    scene.stack().expired().install(new Folder(edge.folder()));
                                })
                        .holding(scene -> awaitProblem(scene.pick(Part.EDGE), "certificate"))
                        .repairedBy(scene -> scene.stack()
                                .valid()
                                .install(new Folder(scene.pick(Part.EDGE).folder())))
                        .inCore(),
                FaultCase.of(
                                "origin-certificate-expired",
                                "a server shows an expired certificate",
                                CertificateCases::origin)
                        .lasting(0)
                        .repairedBy(scene -> scene.stack().writeDocuments()));
    }

    private static void awaitProblem(Member edge, String word) {
        Await.nothing("no problem is told", NOTICED, () -> {
            String problems = new Status(edge.admin()).json("/v1/status").toString();
            return problems.contains(word) ? Optional.empty() : Optional.of(problems);
        });
    }

    /** A route of its own leads there; the certificate is trusted but for its time. */
    private static void origin(Scene scene) {
        Folder documents = scene.stack().documents();
        Path folder = documents.path();
        TestCertificate expired = TestCertificate.expired(folder, "old", "old.test");
        try (ScriptedOrigin origin = ScriptedOrigin.startTls(expired, Answer.text("never seen"))) {
            String cluster = "  - {name: old, endpoints: [\"https://%s\"], tls: {ca: %s, serverName: old.test}}\n"
                    .formatted(origin.authority(), folder.resolve("old-ca.crt"));
            String route = "  - {name: old, match: {host: old.test}, cluster: old}\n";
            String routes = documents.read("routes.yaml");
            documents.write("routes.yaml", routes.replace("routes:\n", cluster + "routes:\n" + route));
            for (Member edge : scene.stack().of(Part.EDGE)) {
                Await.nothing("not refused", NOTICED, () -> {
                    RawResponse answer = ask(edge);
                    return answer.status() == 502 ? Optional.empty() : Optional.of(answer.head());
                });
                assertThat(ask(edge).field("proxy-status").orElse("")).contains("tls_certificate_error");
            }
            assertThat(origin.requests()).isEmpty();
        }
    }

    private static RawResponse ask(Member edge) {
        try (RawClient client = RawClient.connect(edge.web())) {
            return client.get("/old", "Host: old.test");
        }
    }
}

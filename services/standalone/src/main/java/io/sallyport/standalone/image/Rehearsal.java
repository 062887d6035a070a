package io.sallyport.standalone.image;

import io.sallyport.demo.DemoOriginMain;
import io.sallyport.policy.PolicyMain;
import io.sallyport.router.RouterMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts a service once, has it answer a few requests and stops it, so that its JVM leaves an archive of the classes that a
 * start needs. A later start maps them instead of reading, checking and linking them one by one.
 */
final class Rehearsal {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final String EDGE = "edge-proxy";
    private static final String ORIGIN = "demo-origin";

    private final ServiceImage image;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CALL).build();

    private Rehearsal(ServiceImage image) {
        this.image = image;
    }

    static Rehearsal of(ServiceImage image) {
        return new Rehearsal(image);
    }

    /**
     * Leaves {@link ServiceImage#classes()}.
     *
     * @throws IllegalStateException when the service did not become ready, or left nothing
     */
    void run() throws IOException {
        try (RehearsalStore store = RehearsalStore.open()) {
            RehearsalFolder folder = RehearsalFolder.write(store.port());
            if (image.service().equals(EDGE)) {
                startOthers(folder);
            }
            Process process = start(folder);
            try {
                awaitReady(process);
                requests(folder).forEach(this::call);
            } finally {
                stop(process);
            }
        }
        if (!Files.exists(image.classes())) {
            throw new IllegalStateException("the JVM of " + image.service() + " left no archive of classes");
        }
    }

    /** An edge is ready when it has what these two publish. They run until this process ends. */
    private static void startOthers(RehearsalFolder folder) {
        String[] config = {"--config", folder.path().toString()};
        DemoOriginMain.main(new String[] {"--port", Integer.toString(folder.origin()), "--version", "1.5"});
        inBackground("policy-service", () -> PolicyMain.main(config));
        inBackground("router-service", () -> RouterMain.main(config));
    }

    /** For mains of services, which return when they are asked to stop, and other work without an end of its own. */
    private static void inBackground(String name, Runnable main) {
        Thread thread = new Thread(main, "rehearsal-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private Process start(RehearsalFolder folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + image.options(),
                "-XX:ArchiveClassesAtExit=" + image.classes(),
                // It would tell of each class that cannot be kept, such as proxies made at run time.
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-jar",
                image.program().toString()));
        command.addAll(
                image.service().equals(ORIGIN)
                        ? List.of("--port", Integer.toString(folder.origin()))
                        : List.of("--config", folder.path().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SALLYPORT_ADMIN_API", "127.0.0.1:" + folder.api());
        return builder.start();
    }

    private void awaitReady(Process process) {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        StringBuffer said = new StringBuffer();
        inBackground("output", () -> read(process, said, ready));
        if (!ready.completeOnTimeout(false, START.toSeconds(), TimeUnit.SECONDS).join()) {
            throw new IllegalStateException(image.service() + " did not become ready:\n" + said);
        }
    }

    /** To its end, or the process would wait for a reader. */
    private static void read(Process process, StringBuffer said, CompletableFuture<Boolean> ready) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!ready.isDone()) {
                    said.append(line).append('\n');
                }
                if (line.endsWith(" is ready") || line.contains(" serves ")) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            said.append(e).append('\n');
        } finally {
            ready.complete(false);
        }
    }

    private List<HttpRequest> requests(RehearsalFolder folder) {
        if (image.service().equals(ORIGIN)) {
            return List.of(get("http://127.0.0.1:" + folder.origin() + "/version"));
        }
        if (!image.service().equals(EDGE)) {
            String api = "http://127.0.0.1:" + folder.api();
            return List.of(get(api + "/health/ready"), get(api + "/metrics"), get(api + "/v1/unknown"));
        }
        String web = "http://127.0.0.1:" + folder.web();
        String admin = "http://127.0.0.1:" + folder.admin();
        return List.of(
                get(web + "/"),
                get(web + "/"),
                HttpRequest.newBuilder(URI.create(web + "/echo"))
                        .POST(HttpRequest.BodyPublishers.ofString("rehearsal"))
                        .build(),
                get("http://127.0.0.1:" + folder.egress() + "/proxy.pac"),
                get(admin + "/health/ready"),
                get(admin + "/v1/status"),
                get(admin + "/metrics"),
                get(admin + "/"));
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + RehearsalFolder.TOKEN)
                .build();
    }

    /** Whatever the answer: what counts is which classes it took. */
    private void call(HttpRequest request) {
        try {
            client.sendAsync(request, BodyHandlers.discarding()).get(CALL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(request.uri() + ": " + e.getMessage(), e);
        }
    }

    /** In good order, because the archive is written at the end. */
    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

package io.sallyport.policy;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.store.Store;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A policy-service by itself, on the embedded store, with its documents in a folder. */
final class PolicyHarness implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final RunningEnvironment running;
    private final PolicyService service = new PolicyService(Map.of(), PolicyTimings.defaults());

    /** @param listeners of the suite; none: rules are compiled for no listener */
    PolicyHarness(Path folder, ListenerConfig... listeners) {
        SuiteConfig config = new SuiteConfig(List.of(listeners), null, null, null, null, null, null, null, null, null);
        running = RunningEnvironment.on(vertx, config, folder);
    }

    /** Completes when the service has said that it is ready. */
    PolicyHarness start() throws Exception {
        await(service.start(running.environment()));
        Eventually.until("announced", () -> !ready().isEmpty());
        return this;
    }

    private List<ServiceAnnouncement> ready() {
        return running.environment().roster().ready("policy-service");
    }

    Vertx vertx() {
        return vertx;
    }

    Store store() {
        return running.environment().store();
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + ready().get(0).api() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        await(service.stop());
        await(running.close());
        await(vertx.close());
    }
}

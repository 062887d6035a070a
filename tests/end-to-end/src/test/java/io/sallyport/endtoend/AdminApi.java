package io.sallyport.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the admin address, one connection for each call. */
final class AdminApi {
    /** The services, sorted. */
    static final String[] ALL = {"cache-service", "edge-proxy", "log-collector", "policy-service", "router-service"};

    private final int port;

    AdminApi(int port) {
        this.port = port;
    }

    RawResponse get(String path) {
        try (RawClient client = RawClient.connect(port)) {
            return client.get(path, "Host: 127.0.0.1:" + port, "Connection: close");
        }
    }

    /** The document of an answer that must be a 200. */
    JsonObject json(String path) {
        RawResponse answer = get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.bodyText()).isEqualTo(200);
        return new JsonObject(answer.bodyText());
    }

    /** The document that an order is answered with; it must be one that was taken. */
    JsonObject post(String path, String body) {
        try (RawClient client = RawClient.connect(port)) {
            RawResponse answer = client.timeout(Duration.ofSeconds(20))
                    .send(Requests.withBody("POST", path, body, "Host: 127.0.0.1:" + port, "Connection: close"))
                    .readResponse("POST");
            assertThat(answer.status()).as("%s: %s", path, answer.bodyText()).isIn(200, 202);
            return new JsonObject(answer.bodyText());
        }
    }

    /** Records that match a filter of the query language, the oldest first. */
    List<JsonObject> records(String where) {
        return objects(json("/v1/logs?order=asc&limit=1000&where=" + URLEncoder.encode(where, UTF_8)), "records");
    }

    /** Waits until that many records match, and gives the last of them. */
    JsonObject awaitRecord(int count, String where) {
        Eventually.that(
                Duration.ofSeconds(30),
                () -> assertThat(records(where)).as(where).hasSizeGreaterThanOrEqualTo(count));
        return records(where).get(count - 1);
    }

    /** Waits until exactly these services, sorted by name, are ready as {@code /v1/status} shows it. */
    void awaitReady(Duration patience, String... services) {
        Eventually.that(patience, () -> assertThat(ready()).containsExactly(services));
    }

    private List<String> ready() {
        return objects(json("/v1/status"), "services").stream()
                .filter(service -> service.getBoolean("ready"))
                .map(service -> service.getString("service"))
                .distinct()
                .sorted()
                .toList();
    }

    /** A metric's value by the beginning of its line: name, and labels if there are any. */
    double metric(String series) {
        String text = get("/metrics").bodyText();
        List<String> lines =
                text.lines().filter(line -> line.startsWith(series + " ")).collect(Collectors.toList());
        assertThat(lines).as("%s in%n%s", series, text).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(series.length() + 1));
    }

    static List<JsonObject> objects(JsonObject parent, String key) {
        JsonArray array = parent.getJsonArray(key);
        return array.stream().map(JsonObject.class::cast).toList();
    }
}

package io.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The API as somebody else uses it at the same time. */
final class Api {
    private final int port;
    private final String token;

    Api(int port, String token) {
        this.port = port;
        this.token = token;
    }

    JsonObject get(String path) {
        try (RawClient client = RawClient.connect(port)) {
            return taken(path, client.get(path, fields()));
        }
    }

    JsonObject post(String path, String body) {
        try (RawClient client = RawClient.connect(port)) {
            return taken(
                    path,
                    client.timeout(Duration.ofSeconds(20))
                            .send(Requests.withBody("POST", path, body, fields()))
                            .readResponse("POST"));
        }
    }

    private static JsonObject taken(String path, RawResponse answer) {
        assertThat(answer.status()).as("%s: %s", path, answer.bodyText()).isBetween(200, 299);
        return new JsonObject(answer.bodyText());
    }

    private String[] fields() {
        List<String> fields = new ArrayList<>(List.of("Host: 127.0.0.1:" + port, "Connection: close", "If-Match: *"));
        if (!token.isEmpty()) {
            fields.add("Authorization: Bearer " + token);
        }
        return fields.toArray(String[]::new);
    }
}

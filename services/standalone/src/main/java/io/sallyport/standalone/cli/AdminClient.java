package io.sallyport.standalone.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the admin address of a running suite. */
final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final URI base;
    private final String token;
    private final Duration longest;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * @param base  such as {@code http://127.0.0.1:9000}
     * @param token empty for none
     */
    AdminClient(URI base, String token) {
        this(base, token, ANSWER);
    }

    private AdminClient(URI base, String token, Duration longest) {
        this.base = base;
        this.token = token;
        this.longest = longest;
    }

    /** The same, for answers that take longer than most. */
    AdminClient within(Duration time) {
        return new AdminClient(base, token, time);
    }

    /** It cannot be reached, or says no; the message is for people. */
    static final class CallFailedException extends Exception {
        private static final long serialVersionUID = 1;

        CallFailedException(String message) {
            super(message);
        }
    }

    /** The answer's body, which is JSON. */
    JsonObject call(String method, String path, @Nullable JsonObject body) throws CallFailedException {
        return ask(method, path, body == null ? null : body.encode());
    }

    /** An answer that is text, such as a table. */
    String text(String path) throws CallFailedException {
        HttpResponse<String> response = send(request(path, "GET", null));
        if (response.statusCode() != 200) {
            read(response);
        }
        return response.body();
    }

    /** The same with a list. */
    JsonObject post(String path, JsonArray body) throws CallFailedException {
        return ask("POST", path, body.encode());
    }

    private JsonObject ask(String method, String path, @Nullable String body) throws CallFailedException {
        return read(send(request(path, method, body)));
    }

    private HttpRequest request(String path, String method, @Nullable String body) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(longest).method(method, content);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private HttpResponse<String> send(HttpRequest request) throws CallFailedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new CallFailedException(
                    base + " cannot be reached (" + why + "); is the suite up, and is --admin its admin address?");
        }
    }

    private JsonObject read(HttpResponse<String> response) throws CallFailedException {
        @Nullable JsonObject json = json(response.body());
        int status = response.statusCode();
        if (status == 401) {
            throw new CallFailedException("the admin address wants its token: --token, or SALLYPORT_ADMIN_TOKEN");
        }
        if (status >= 300 || json == null) {
            String detail = json == null ? "no JSON" : json.getString("detail", json.encode());
            throw new CallFailedException(detail + " (" + status + ")");
        }
        return json;
    }

    private static @Nullable JsonObject json(String body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }
}

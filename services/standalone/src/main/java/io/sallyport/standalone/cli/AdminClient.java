package io.sallyport.standalone.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the admin address of a running suite. */
final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Longer than the edge waits for a service (55 s), so that what it says of one that is late arrives here. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final int PIECE = 64 * 1024;

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

    /**
     * A text and the tag by which it can be changed.
     *
     * @param tag with its quotes
     */
    record Tagged(String text, String tag) {}

    /** The answer's body, which is text. */
    Tagged tagged(String path) throws CallFailedException {
        HttpResponse<String> response = send(request(path).GET().build());
        if (response.statusCode() >= 300) {
            read(response);
        }
        return new Tagged(response.body(), response.headers().firstValue("etag").orElse(""));
    }

    /** Sends a document as written; {@code tag} is what it is to take the place of, empty when that does not matter. */
    JsonObject document(String method, String path, String document, String tag) throws CallFailedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/yaml")
                .method(method, HttpRequest.BodyPublishers.ofString(document, StandardCharsets.UTF_8));
        if (!tag.isEmpty()) {
            request.header("If-Match", tag);
        }
        return read(send(request.build()));
    }

    /** Sends a document and hands out the lines of the answer as they come; the last one is the answer itself. */
    JsonObject stream(String path, String document, Consumer<JsonObject> line) throws CallFailedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/yaml")
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(document, StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            return lastOf(response, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        } catch (IOException e) {
            throw unreachable(e);
        } catch (UncheckedIOException e) {
            throw new CallFailedException("the answer broke off; is the suite still up?");
        }
    }

    /**
     * An answer of any length, written as it comes; ends early, and quietly, when nobody reads the output any more.
     *
     * @return which collectors it had to do without, in words
     */
    Optional<String> copy(String path, PrintStream out) throws CallFailedException {
        HttpResponse<InputStream> response = open(path);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                read(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] piece = new byte[PIECE];
            for (int length = body.read(piece); length >= 0 && !out.checkError(); length = body.read(piece)) {
                out.write(piece, 0, length);
            }
            out.flush();
        } catch (IOException e) {
            throw new CallFailedException("the answer broke off; is the suite still up?");
        }
        return response.headers().firstValue("Sallyport-Missing").map(missing -> "without the records of: " + missing);
    }

    /** Sends what is packed by gzip; the answer's body is JSON. */
    JsonObject packed(String method, String path, byte[] body) throws CallFailedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/x-ndjson")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return read(send(request));
    }

    /** Takes server-sent events. */
    @FunctionalInterface
    interface Events {
        /** Whether more are wanted. */
        boolean take(String event, JsonObject data);
    }

    /** Hands out events as they come, until no more are wanted or the suite ends them. */
    void events(String path, Events events) throws CallFailedException {
        HttpResponse<InputStream> response = open(path);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() != 200) {
                read(response.statusCode(), lines.lines().collect(Collectors.joining("\n")));
            }
            EventReader.read(lines, events);
        } catch (IOException | UncheckedIOException e) {
            throw new CallFailedException("the suite has ended the connection");
        }
    }

    /** The time allowed is that until the head comes. */
    private HttpResponse<InputStream> open(String path) throws CallFailedException {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonObject lastOf(HttpResponse<Stream<String>> response, Consumer<JsonObject> line)
            throws CallFailedException {
        String last = "";
        Iterator<String> lines = response.body().iterator();
        while (lines.hasNext()) {
            last = lines.next();
            @Nullable JsonObject json = response.statusCode() < 300 ? json(last) : null;
            if (json != null && lines.hasNext()) {
                line.accept(json);
            }
        }
        return read(response.statusCode(), last);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(longest);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonObject ask(String method, String path, @Nullable String body) throws CallFailedException {
        return read(send(request(path, method, body)));
    }

    private HttpRequest request(String path, String method, @Nullable String body) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        HttpRequest.Builder request = request(path).method(method, content);
        if (body != null) {
            request.header("Content-Type", "application/json");
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
            throw unreachable(e);
        }
    }

    private CallFailedException unreachable(IOException cause) {
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return new CallFailedException(base + " did not answer within " + longest.toSeconds() + " s");
        }
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CallFailedException(
                base + " cannot be reached (" + why + "); is the suite up, and is --admin its admin address?");
    }

    private JsonObject read(HttpResponse<String> response) throws CallFailedException {
        return read(response.statusCode(), response.body());
    }

    private JsonObject read(int status, String body) throws CallFailedException {
        @Nullable JsonObject json = json(body);
        if (status == 401) {
            throw new CallFailedException(
                    token.isEmpty()
                            ? "the admin address wants a token: --token, or SALLYPORT_ADMIN_TOKEN"
                            : "the admin address does not know this token");
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

package io.sallyport.faults.stack;

import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an edge's admin address says of the whole suite. */
public record Status(int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public RawResponse call(String method, String path, String body, String... fields) {
        String[] lines = new String[fields.length + 2];
        lines[0] = "Host: 127.0.0.1:" + port;
        lines[1] = "Connection: close";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        try (RawClient client = RawClient.connect(port).timeout(PATIENCE)) {
            return client.send(
                            body.isEmpty()
                                    ? Requests.head(method, path, lines)
                                    : Requests.withBody(method, path, body, lines))
                    .readResponse(method);
        }
    }

    /** The document; fails when there is none. */
    public JsonObject json(String path) {
        RawResponse answer = call("GET", path, "");
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.status() + " " + answer.bodyText());
        }
        return new JsonObject(answer.bodyText());
    }

    public static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    /**
     * What keeps the suite from being whole, as this edge sees it; empty: nothing. Instances that have ended and are still
     * remembered do not count.
     */
    Optional<String> ailment(List<Member> members) {
        try {
            JsonObject status = json("/v1/status");
            if (!status.getJsonObject("store").getBoolean("connected")) {
                return Optional.of("no store");
            }
            JsonObject bus = status.getJsonObject("bus");
            int others = members.size() - 1;
            if (bus.getInteger("members") != others || bus.getInteger("heard") != others) {
                return Optional.of("a bus of " + bus.encode() + " in place of " + others + " others");
            }
            List<JsonObject> services = objects(status.getJsonArray("services"));
            return members.stream()
                    .map(member -> ailment(member, services))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(this::serverOut);
        } catch (UncheckedIOException | AssertionError e) {
            return Optional.of("no status: " + e.getMessage());
        }
    }

    /** Servers that probes or an edge leave out. */
    private Optional<String> serverOut() {
        return objects(json("/v1/endpoints").getJsonArray("endpoints")).stream()
                .filter(each -> !each.getJsonObject("probes").getString("state").equals("healthy")
                        || objects(each.getJsonArray("edges")).stream()
                                .anyMatch(edge -> !edge.getString("state").equals("in")))
                .map(each -> "a server that is out: " + each.encode())
                .findFirst();
    }

    private static Optional<String> ailment(Member member, List<JsonObject> services) {
        Optional<JsonObject> found = services.stream()
                .filter(each -> each.getString("service").equals(member.part().service()))
                .filter(each -> each.getString("api").endsWith(":" + member.api()))
                .filter(each -> each.getInstant("startedAt").isAfter(member.launchedAt()))
                .findFirst();
        if (found.isEmpty() || !found.get().getBoolean("ready")) {
            return Optional.of(member + (found.isEmpty() ? " not at all" : " not ready"));
        }
        JsonArray problems = found.get().getJsonArray("problems");
        return problems.isEmpty() ? Optional.empty() : Optional.of(member + ": " + problems);
    }
}

package io.sallyport.logs.api;

import io.sallyport.testkit.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events from a chunked answer whose head has been read. */
final class Events {
    private final InputStream in;
    private final StringBuilder text = new StringBuilder();
    private final List<JsonObject> coverage = new ArrayList<>();

    /** One of them. */
    record Event(String name, JsonObject data) {}

    Events(RawClient client) {
        this.in = client.input();
    }

    /** The next record; other events on the way to it are passed over. */
    JsonObject record() {
        return await("record").data();
    }

    Event await(String name) {
        Event event = next();
        while (!event.name().equals(name)) {
            event = next();
        }
        return event;
    }

    /** What is said of who is heard, once so many are. */
    JsonObject awaitCoverage(int collectors) {
        while (coverage.isEmpty()
                || coverage.get(coverage.size() - 1).getJsonArray("collectors").size() != collectors) {
            next();
        }
        return coverage.get(coverage.size() - 1);
    }

    /** The next event; comments are passed over. */
    Event next() {
        while (true) {
            int end = text.indexOf("\n\n");
            if (end < 0) {
                readChunk();
                continue;
            }
            String block = text.substring(0, end);
            text.delete(0, end + 2);
            if (!block.startsWith(":")) {
                String[] lines = block.split("\n");
                Event event = new Event(
                        lines[0].substring("event: ".length()), new JsonObject(lines[1].substring("data: ".length())));
                if (event.name().equals("coverage")) {
                    coverage.add(event.data());
                }
                return event;
            }
        }
    }

    private void readChunk() {
        try {
            StringBuilder size = new StringBuilder();
            int c = in.read();
            while (c >= 0 && c != '\n') {
                size.append((char) c);
                c = in.read();
            }
            if (c < 0) {
                throw new IOException("the stream has ended");
            }
            byte[] chunk = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
            text.append(new String(chunk, StandardCharsets.UTF_8));
            in.readNBytes(2);
        } catch (IOException e) {
            throw new UncheckedIOException("reading events", e);
        }
    }
}

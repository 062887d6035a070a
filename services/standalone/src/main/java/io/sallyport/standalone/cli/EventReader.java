package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * Reads a stream of events, as of the <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">HTML
 * standard</a>; their data are JSON objects.
 */
final class EventReader {
    private EventReader() {}

    static void read(BufferedReader lines, AdminClient.Events events) throws IOException {
        String event = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
            } else if (line.isEmpty() && !data.isEmpty()) {
                if (!events.take(event, new JsonObject(data.toString()))) {
                    return;
                }
                event = "message";
                data.setLength(0);
            }
        }
    }
}

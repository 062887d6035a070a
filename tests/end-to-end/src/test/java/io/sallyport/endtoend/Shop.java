package io.sallyport.endtoend;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;

/** An origin of one version, with what probes ask for. */
record Shop(String version, ScriptedOrigin origin) implements AutoCloseable {
    static Shop start(String version) {
        ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("shop " + version, "Server: shop/" + version))
                .on("/health", Answer.text("up"))
                .on("/version", Answer.text("{\"version\": \"" + version + "\"}"));
        return new Shop(version, origin);
    }

    /** As an item of {@code endpoints}, without a version: that is for the probe to find out. */
    String endpoint() {
        return "\"http://" + origin.authority() + "\"";
    }

    /** The requests for one target, in order. */
    List<RawRequest> requests(String target) {
        return origin.requests().stream()
                .filter(request -> request.target().equals(target))
                .toList();
    }

    @Override
    public void close() {
        origin.close();
    }
}

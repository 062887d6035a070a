package io.sallyport.edge;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;

/** An edge that caches for one origin, asked from either side with the same words. */
final class CacheHarness implements AutoCloseable {
    /** The direction whose cache is asked. */
    enum Side {
        REVERSE,
        FORWARD
    }

    private final Side side;
    private final ScriptedOrigin origin = ScriptedOrigin.start(Answer.status("404 Not Found", "no script"));
    private final EdgeHarness edge;
    private final RawClient client;

    CacheHarness(Side side) {
        this.side = side;
        edge = EdgeSetup.forwardToLoopback()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .start();
        client = side == Side.REVERSE ? edge.reverse() : edge.forward();
    }

    ScriptedOrigin origin() {
        return origin;
    }

    EdgeHarness edge() {
        return edge;
    }

    RawResponse get(String path, String... fieldLines) {
        return ask("GET", path, fieldLines);
    }

    RawResponse ask(String method, String path, String... fieldLines) {
        String target = side == Side.REVERSE ? path : origin.url(path);
        return client.send(Requests.head(method, target, fieldLines)).readResponse(method);
    }

    /** How many requests have come to the origin. */
    int asked() {
        return origin.requests().size();
    }

    @Override
    public void close() {
        client.close();
        edge.close();
        origin.close();
    }
}

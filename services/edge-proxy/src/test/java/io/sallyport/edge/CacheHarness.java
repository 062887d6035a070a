package io.sallyport.edge;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.http.HttpDate;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import java.util.List;

/** An edge that caches for one origin, asked from either side with the same words. */
final class CacheHarness implements AutoCloseable {
    /** The direction whose cache is asked. */
    enum Side {
        REVERSE,
        FORWARD
    }

    /** Asked for to learn what time it is for the edge. */
    private static final String CLOCK = "/clock";

    private final Side side;
    private final ScriptedOrigin origin = ScriptedOrigin.start(Answer.status("404 Not Found", "no script"));
    private final MovedClock clock = new MovedClock();
    private final EdgeHarness edge;
    private final RawClient client;

    CacheHarness(Side side) {
        this(side, EdgeSetup.edge(), "", "");
    }

    /**
     * @param setup what is not usual; its routes, policies and clock are set here
     * @param route what the route says besides, such as {@code ", headTimeout: 1s"}
     * @param rule  what its cache rule says besides
     */
    private CacheHarness(Side side, EdgeSetup setup, String route, String rule) {
        this.side = side;
        edge = setup.clock(clock)
                .policies(EdgeSetup.loopbackOpen())
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true" + rule + "}" + route)
                        .replace("endpoints:", "health: {path: /health}, endpoints:"))
                .start();
        client = connect();
    }

    /** Of one event loop, whose time a test may put forward. */
    static CacheHarness withTime(Side side) {
        return withTime(side, EdgeSetup.edge(), "", "");
    }

    static CacheHarness withTime(Side side, EdgeSetup setup, String route) {
        return withTime(side, setup, route, "");
    }

    static CacheHarness withTime(Side side, EdgeSetup setup, String route, String rule) {
        return new CacheHarness(side, setup.limits(new LimitsConfig(null, null, null, null, null, 1)), route, rule);
    }

    ScriptedOrigin origin() {
        return origin;
    }

    EdgeHarness edge() {
        return edge;
    }

    /** One more client. */
    RawClient connect() {
        return side == Side.REVERSE ? edge.reverse() : edge.forward();
    }

    RawResponse get(String path, String... fieldLines) {
        return ask("GET", path, fieldLines);
    }

    RawResponse ask(String method, String path, String... fieldLines) {
        return ask(client, method, path, fieldLines);
    }

    RawResponse ask(RawClient asking, String method, String path, String... fieldLines) {
        String target = side == Side.REVERSE ? path : origin.url(path);
        return asking.send(Requests.head(method, target, fieldLines)).readResponse(method);
    }

    /** How many requests have come to the origin. */
    int asked() {
        return origin.requests().size();
    }

    /** Those that have come to the origin for a path, in order. */
    List<RawRequest> asked(String path) {
        return origin.requests().stream()
                .filter(request -> request.target().equals(path))
                .toList();
    }

    /** Waits until so many requests for a path have come to the origin, and gives the last of them. */
    RawRequest awaitAsked(String path, int count) {
        Eventually.until(count + " requests for " + path, () -> asked(path).size() >= count);
        return asked(path).get(count - 1);
    }

    /** Waits until so many records for a path have been shipped, and gives the last of them. */
    AccessRecord awaitRecord(String path, int count) {
        Eventually.until(count + " records of " + path, () -> records(path).size() >= count);
        return records(path).get(count - 1);
    }

    private List<AccessRecord> records(String path) {
        return edge.records().stream()
                .filter(record -> record.path().equals(path))
                .toList();
    }

    /** Puts the edge's time forward, and waits until its loop has seen it. */
    void pass(Duration time) {
        long now = clock.advance(time).getEpochSecond();
        Eventually.until(
                "the loop's time", () -> HttpDate.parse(get(CLOCK).field("date").orElse(""), now) >= now);
    }

    @Override
    public void close() {
        client.close();
        edge.close();
        origin.close();
    }
}

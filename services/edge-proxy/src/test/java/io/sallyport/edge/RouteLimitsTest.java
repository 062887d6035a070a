package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and time-outs of a single route. */
@ExtendWith(LeakWatch.class)
class RouteLimitsTest {
    private static final Duration LATE = Duration.ofSeconds(60);

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.echo())
                .on("/one", Answer.stall())
                .on("/slow", Answer.stall())
                .on("/slow/part", Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"));
        edge = EdgeSetup.edge()
                .upstream(new UpstreamConfig(null, LATE, LATE, null, null, null))
                .routes("clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n" + """
                        routes:
                          - {name: body, match: {path: /body}, cluster: shop, limits: {body: 10B}}
                          - {name: fields, match: {path: /fields}, cluster: shop, limits: {headers: 3}}
                          - {name: methods, match: {path: /methods}, cluster: shop, limits: {method: [GET, POST]}}
                          - {name: one, match: {path: /one}, cluster: shop, limits: {requests: 1}}
                          - {name: slow, match: {path: /slow}, cluster: shop, timeout: 300ms}
                        """)
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private RawResponse send(RawClient client, String text) {
        return client.send(text).readResponse();
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() {
        try (RawClient client = edge.reverse()) {
            RawResponse fits = send(client, "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789");
            assertThat(fits.status()).isEqualTo(200);

            RawResponse large = send(client, "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.values("proxy-status")).containsExactly("Sallyport; error=sp_body_too_large");
            assertThat(large.bodyText()).contains("10 bytes");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(origin.requests()).hasSize(1);
        AccessRecord logged = edge.awaitRecord(2);
        assertThat(logged.outcome()).isEqualTo(Outcome.BODY_TOO_LARGE);
        assertThat(logged.route()).isEqualTo("body");
    }

    @Test
    void countsTheBytesOfABodyThatAnnouncesNothing() {
        String head = "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawClient client = edge.reverse()) {
            RawResponse fits = send(client, head + "5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n");
            assertThat(fits.bodyText()).isEqualTo("0123456789");

            RawResponse large = send(client, head + "5\r\n01234\r\n6\r\n567890\r\n0\r\n\r\n");
            assertThat(large.status()).isEqualTo(413);
            large.assertClean();
            assertThat(client.isClosedByPeer()).isTrue();
        }
        AccessRecord logged = edge.awaitRecord(2);
        assertThat(logged.outcome()).isEqualTo(Outcome.BODY_TOO_LARGE);
        assertThat(logged.status()).isEqualTo(413);
        origin.awaitNoConnection();
    }

    /** HTTP/2 frames what it sends and need not announce it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsTheBytesOfAStream(boolean announced) {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            Future<Integer> status = client.request(
                            HttpMethod.POST, edge.port(EdgeHarness.REVERSE), "127.0.0.1", "/body")
                    .compose(request -> {
                        if (announced) {
                            request.putHeader("content-length", "1000000");
                        } else {
                            request.setChunked(true);
                        }
                        request.write(Buffer.buffer("0123456789"));
                        request.write(Buffer.buffer("more"));
                        return request.response();
                    })
                    .map(HttpClientResponse::statusCode);

            assertThat(await(status)).isEqualTo(413);
            Future<Integer> next = client.request(HttpMethod.GET, edge.port(EdgeHarness.REVERSE), "127.0.0.1", "/body")
                    .compose(HttpClientRequest::send)
                    .map(HttpClientResponse::statusCode);
            assertThat(await(next)).isEqualTo(200);
        } finally {
            await(vertx.close());
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.BODY_TOO_LARGE);
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.FORWARDED);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesMoreFieldsThanAllowed() {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/fields", "Host: a", "X-A: 1", "X-B: 1").status())
                    .isEqualTo(200);
            assertThat(client.get("/fields", "Host: a", "X-A: 1", "X-B: 1", "X-C: 1")
                            .status())
                    .isEqualTo(431);
        }
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.HEAD_TOO_LARGE);
    }

    @Test
    void saysWhichMethodsAreServed() {
        try (RawClient client = edge.reverse()) {
            RawResponse response = send(client, "DELETE /methods HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.values("allow")).containsExactly("GET, POST");
            assertThat(client.get("/methods", "Host: a").status()).isEqualTo(200);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.METHOD_NOT_ALLOWED);
    }

    @Test
    void servesOneRequestAtATimeAndTheNextWhenThatIsOver() {
        try (RawClient first = edge.reverse();
                RawClient second = edge.reverse()) {
            first.send("GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
            origin.awaitRequest(1);

            RawResponse busy = second.get("/one", "Host: a");
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.values("retry-after")).containsExactly("1");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ROUTE_BUSY);

            first.reset();
            assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.CLIENT_GONE);
            origin.on("/one", Answer.text("served"));
            assertThat(second.get("/one", "Host: a").bodyText()).isEqualTo("served");
        }
    }

    @Test
    void answers504WhenTheWholeTakesTooLong() {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/slow", "Host: a").status()).isEqualTo(504);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ORIGIN_TIMEOUT);
    }

    @Test
    void breaksOffMidwayWhenTheWholeTakesTooLong() {
        try (RawClient client = edge.reverse()) {
            client.send("GET /slow/part HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(new String(client.readToEnd())).isEqualTo("only this");
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.ORIGIN_TIMEOUT);
        assertThat(logged.totalMicros()).isBetween(300_000L, 20_000_000L);
    }

    @Test
    void waitsForASlowClientNoLongerEither() {
        try (RawClient client = edge.reverse()) {
            client.send("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");

            assertThat(client.readResponse().status()).isEqualTo(408);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.REQUEST_TIMEOUT);
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP/2 in clear text behind, by prior knowledge; HTTP/1.1 in front. */
@ExtendWith(LeakWatch.class)
class UpstreamHttp2Test {
    private final List<AutoCloseable> open = new ArrayList<>();

    private VertxOrigin origin(int streams) {
        return closing(VertxOrigin.startClear(streams));
    }

    private EdgeHarness edge(VertxOrigin origin) {
        LimitsConfig oneLoop = new LimitsConfig(null, null, null, null, null, 1);
        return closing(EdgeSetup.edge()
                .limits(oneLoop)
                .routes(origin.routes(", protocol: h2"))
                .start());
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void sendsARequestAsAStreamWithItsAuthority() {
        VertxOrigin origin = origin(100);
        EdgeHarness edge = edge(origin);
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/a?b", "Host: Shop.Example:8080", "Connection: keep-alive", "TE: gzip");

            assertThat(response.bodyText()).isEqualTo("hello");
            response.assertClean();
        }
        VertxOrigin.Seen seen = origin.seen().get(0);
        assertThat(seen.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(seen.authority()).isEqualTo("shop.example:8080");
        assertThat(seen.headers().names()).doesNotContain("host", "connection", "te", "transfer-encoding");
        assertThat(seen.headers().get("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
    }

    @Test
    void passesBodiesBothWays() {
        VertxOrigin origin = origin(100).on(VertxOrigin::echo);
        EdgeHarness edge = edge(origin);
        String body = "x".repeat(300_000);
        try (RawClient client = edge.reverse()) {
            client.send("POST /known HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(client.readResponse().bodyText()).isEqualTo(body);
            client.send(
                    "POST /chunks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none \r\n3\r\ntwo\r\n0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("one two");
        }
        assertThat(origin.connections()).hasSize(1);
    }

    @Test
    void carriesManyCallsOnOneConnection() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        VertxOrigin origin = origin(100).on(held::add);
        EdgeHarness edge = edge(origin);
        List<RawClient> clients = ask(edge, 30);
        Eventually.until("all asked", () -> held.size() == 30);

        assertThat(origin.connections()).hasSize(1);
        held.forEach(request -> request.response().end(request.uri()));
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).readResponse().bodyText()).isEqualTo("/" + i);
        }
    }

    @Test
    void opensAnotherConnectionWhenAllStreamsOfOneAreInUse() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        VertxOrigin origin = origin(2).on(held::add);
        EdgeHarness edge = edge(origin);
        List<RawClient> clients = ask(edge, 6);
        Eventually.until("all asked", () -> held.size() == 6);

        assertThat(origin.connections()).hasSize(3);
        held.forEach(request -> request.response().end("done"));
        clients.forEach(client -> assertThat(client.readResponse().status()).isEqualTo(200));
    }

    private List<RawClient> ask(EdgeHarness edge, int count) {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawClient client = closing(edge.reverse());
            client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
            clients.add(client);
        }
        return clients;
    }

    @Test
    void finishesWhatIsUnderWayAndTurnsToANewConnectionWhenTheOriginGoesAway() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        VertxOrigin origin = origin(100).on(held::add);
        EdgeHarness edge = edge(origin);
        RawClient early = ask(edge, 1).get(0);
        Eventually.until("asked", () -> held.size() == 1);
        origin.connections().get(0).shutdown(5, TimeUnit.SECONDS);
        Eventually.until("new connection", () -> {
            ask(edge, 1);
            return origin.connections().size() == 2;
        });

        held.forEach(request -> request.response().end("in time"));
        assertThat(early.readResponse().bodyText()).isEqualTo("in time");
    }

    @Test
    void triesAgainWhatTheOriginRefusesToProcessWhateverTheMethod() {
        AtomicInteger asked = new AtomicInteger();
        VertxOrigin origin = origin(100).on(request -> {
            if (asked.incrementAndGet() == 1) {
                request.response().reset(7);
            } else {
                VertxOrigin.echo(request);
            }
        });
        EdgeHarness edge = edge(origin);
        try (RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(logged.bytesIn()).isEqualTo(5);
    }

    @Test
    void answers502ForAResetStreamAndGoesOnUsingTheConnection() {
        VertxOrigin origin = origin(100).on(request -> request.response().reset(2));
        EdgeHarness edge = edge(origin);
        try (RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            RawResponse response = client.readResponse();
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.field("proxy-status")).contains("Sallyport; error=connection_terminated");
            origin.on(VertxOrigin.text("well"));
            assertThat(client.get("/", "Host: a").bodyText()).isEqualTo("well");
        }
        assertThat(origin.connections()).hasSize(1);
    }

    @Test
    void resetsTheStreamAloneWhenTheClientGoes() {
        AtomicInteger reset = new AtomicInteger();
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        VertxOrigin origin = origin(100).on(request -> {
            request.response().exceptionHandler(failure -> reset.incrementAndGet());
            held.add(request);
        });
        EdgeHarness edge = edge(origin);
        List<RawClient> clients = ask(edge, 2);
        Eventually.until("all asked", () -> held.size() == 2);
        clients.get(0).close();
        Eventually.until("reset", () -> reset.get() > 0);
        held.forEach(request -> request.response().end("still here"));
        assertThat(clients.get(1).readResponse().bodyText()).isEqualTo("still here");
        assertThat(origin.connections()).hasSize(1);
        assertThat(edge.awaitRecord(2).outcome()).isIn(Outcome.CLIENT_GONE, Outcome.FORWARDED);
    }

    @Test
    void cutsTheAnswerShortWhenItsStreamIsReset() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        VertxOrigin origin = origin(100).on(request -> {
            request.response().setChunked(true).write("half");
            held.add(request);
        });
        EdgeHarness edge = edge(origin);
        try (RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            RawResponse head = client.readHead();
            held.forEach(request -> request.response().reset(2));
            assertThat(client.readBody(head).complete()).isFalse();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWER_INCOMPLETE);
    }
}

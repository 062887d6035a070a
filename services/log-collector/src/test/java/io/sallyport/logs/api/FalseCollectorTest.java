package io.sallyport.logs.api;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.Requests;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Something that is announced as a collector and does not answer like one: it is left out and named. */
@ExtendWith(LeakWatch.class)
class FalseCollectorTest {
    private static final String FALSE = "false-collector";
    private static final Buffer PIECE = Buffer.buffer(" ".repeat(1 << 20));

    private final Vertx vertx = Vertx.vertx();
    private CollectorsHarness suite;

    @BeforeEach
    void open() throws Exception {
        suite = new CollectorsHarness(1, null);
        suite.first().send("a", record().sequence(1), record().sequence(2).startedAt(NEW_YEAR_MICROS + 2));
    }

    @AfterEach
    void close() throws Exception {
        suite.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    private void announce(Consumer<HttpServerResponse> answer) throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(request -> answer.accept(request.response()))
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS)
                .actualPort();
        suite.first().announce(FALSE, port);
    }

    private static String page(String... starts) {
        StringBuilder records = new StringBuilder();
        for (String start : starts) {
            records.append(records.isEmpty() ? "" : ",")
                    .append("{\"startedAtMicros\":" + start + ",\"edge\":\"z\",\"sequence\":1}");
        }
        return "{\"records\":[" + records + "],\"next\":\"1.1.z\"}";
    }

    private void isLeftOut(String target) {
        JsonObject answer = suite.first().json(target);

        assertThat(answer.getJsonObject("coverage").getJsonArray("missing")).containsExactly(FALSE);
        assertThat(answer.getJsonArray("records")).hasSize(2);
    }

    @Test
    void thatSendsTheSamePageForEver() throws Exception {
        announce(response -> response.end(page("1767225600000009")));

        JsonObject answer = suite.first().json("/v1/logs");

        assertThat(answer.getJsonObject("coverage").getJsonArray("missing")).containsExactly(FALSE);
        assertThat(answer.getJsonArray("records")).hasSize(3);
    }

    @Test
    void thatSendsRecordsOutOfOrder() throws Exception {
        announce(response -> response.end(page("1767225600000001", "1767225600000009")));

        isLeftOut("/v1/logs");
    }

    @Test
    void thatSendsMoreThanItWasAskedFor() throws Exception {
        announce(response -> response.end(page("9", "8", "7", "6")));

        isLeftOut("/v1/logs?limit=3");
    }

    @Test
    void whoseAnswerDoesNotEnd() throws Exception {
        announce(response -> {
            response.setChunked(true);
            pour(response);
        });

        isLeftOut("/v1/logs");
    }

    private static void pour(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(PIECE);
            response.drainHandler(room -> pour(response));
            if (!response.writeQueueFull()) {
                pour(response);
            }
        }
    }

    @Test
    void whoseTailIsNoTail() throws Exception {
        announce(
                response -> response.setChunked(true)
                        .write(
                                "event: record\ndata: {\"edge\":[\n\nevent: record\ndata: nothing\n\nevent: gap\ndata: {\"skipped\":\"x\"}\n\n"));
        try (RawClient client = RawClient.connect(suite.first().port())) {
            client.send(Requests.head("GET", "/v1/logs/tail", "Host: 127.0.0.1"));
            assertThat(client.readHead().status()).isEqualTo(200);
            Events events = new Events(client);

            events.await("coverage");
            suite.first().send("a", record().sequence(3).status(502));
            assertThat(events.record().getInteger("status")).isEqualTo(502);
        }
    }
}

package io.sallyport.logs.api;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two collectors, one answer, whichever of them is asked. */
@ExtendWith(LeakWatch.class)
class SeveralCollectorsTest {
    private CollectorsHarness suite;

    @BeforeEach
    void open() throws Exception {
        suite = new CollectorsHarness(2, null);
    }

    @AfterEach
    void close() throws Exception {
        suite.close();
    }

    @Test
    void pagesThroughTheRecordsOfBothOnceEach() throws Exception {
        for (int i = 1; i <= 20; i++) {
            suite.first().send("a", record().sequence(i).startedAt(NEW_YEAR_MICROS + i * 2));
            suite.second().send("b", record().sequence(i).startedAt(NEW_YEAR_MICROS + i * 2 + 1));
        }
        // A batch that was delivered to both, as happens when an answer is lost.
        suite.first().send("c", record().sequence(1).startedAt(NEW_YEAR_MICROS + 7));
        suite.second().send("c", record().sequence(1).startedAt(NEW_YEAR_MICROS + 7));

        List<Long> starts = new ArrayList<>();
        String cursor = "";
        JsonObject page;
        do {
            page = suite.second().json("/v1/logs?limit=6" + cursor);
            records(page).forEach(found -> starts.add(found.getLong("startedAtMicros") - NEW_YEAR_MICROS));
            cursor = "&cursor=" + page.getString("next");
        } while (page.getString("next") != null);

        assertThat(starts).hasSize(41).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(page.getInteger("kept")).isEqualTo(42);
        assertThat(page.getJsonObject("coverage").getJsonArray("collectors"))
                .contains(suite.first().instance(), suite.second().instance());
        assertThat(page.getJsonObject("coverage").getJsonArray("missing")).isEmpty();
        assertThat(records(suite.first().json("/v1/logs?scope=local"))).hasSize(21);
        assertThat(suite.first()
                        .get("/v1/logs?format=csv&fields=host")
                        .bodyText()
                        .lines())
                .hasSize(42);
    }

    @Test
    void addsFiguresUp() throws Exception {
        suite.first()
                .send("a", record().sequence(1).took(100), record().sequence(2).took(100_000));
        suite.second().send("b", record().sequence(1).took(100).status(500));

        JsonObject answer = suite.first().json("/v1/logs/stats?by=cluster");

        JsonObject shop = answer.getJsonArray("groups").getJsonObject(0);
        assertThat(shop.getInteger("count")).isEqualTo(3);
        assertThat(shop.getInteger("errors")).isEqualTo(1);
        assertThat(shop.getInteger("p50Micros")).isEqualTo(100);
        assertThat(shop.containsKey("latencies")).isFalse();
        assertThat(answer.getInteger("kept")).isEqualTo(3);
    }

    @Test
    void answersWithoutACollectorThatIsAwayAndNamesIt() throws Exception {
        suite.first().send("a", record().sequence(1));
        suite.second().send("b", record().sequence(1));
        String gone = suite.second().instance();
        suite.second().close();

        JsonObject records = suite.first().json("/v1/logs");
        JsonObject stats = suite.first().json("/v1/logs/stats");
        RawResponse lines = suite.first().get("/v1/logs?format=ndjson");

        assertThat(records(records)).hasSize(1);
        assertThat(records.getJsonObject("coverage").getJsonArray("missing")).containsExactly(gone);
        assertThat(stats.getJsonObject("coverage").getJsonArray("missing")).containsExactly(gone);
        assertThat(lines.field("Sallyport-Missing")).contains(gone);
    }

    @Test
    void saysWhoAnsweredARequestWhicheverCollectorHasIt() throws Exception {
        suite.second()
                .send(
                        "b",
                        record().sequence(7)
                                .server("shop", "http://127.0.0.1:9101", "1.4")
                                .took(5000),
                        record().sequence(8).track("shadow"));

        JsonObject answer = suite.first().json("/v1/requests/r-7");

        JsonObject answered = answer.getJsonObject("answered");
        assertThat(answered.getString("server")).isEqualTo("shop@127.0.0.1:9101");
        assertThat(answered.getString("version")).isEqualTo("1.4");
        assertThat(answered.getString("edge")).isEqualTo("b");
        assertThat(answered.getInteger("status")).isEqualTo(200);
        assertThat(answer.getJsonArray("records")).hasSize(1);
        assertThat(suite.first().json("/v1/requests/r-8").getJsonObject("answered"))
                .isNull();
        assertThat(suite.first().get("/v1/requests/r-9").status()).isEqualTo(404);
        assertThat(suite.first().get("/v1/requests/a%20b").status()).isEqualTo(400);
    }

    @Test
    void followsBothAndBeginsWithWhatWasThere() throws Exception {
        suite.first()
                .send(
                        "a",
                        record().sequence(1).status(502),
                        record().sequence(2).status(200));
        suite.second().send("b", record().sequence(1).status(503).startedAt(NEW_YEAR_MICROS + 5));
        try (RawClient client = RawClient.connect(suite.first().port())) {
            client.send(Requests.head("GET", "/v1/logs/tail?status=500..599&last=10", "Host: 127.0.0.1"));
            assertThat(client.readHead().field("Content-Type")).contains("text/event-stream");
            Events events = new Events(client);

            assertThat(events.record().getInteger("status")).isEqualTo(502);
            assertThat(events.record().getInteger("status")).isEqualTo(503);
            suite.first().send("a", record().sequence(3), record().sequence(4).status(504));
            assertThat(events.record().getInteger("status")).isEqualTo(504);
            assertThat(events.awaitCoverage(2).getJsonArray("missing")).isEmpty();
            suite.second().send("b", record().sequence(2).status(505));
            assertThat(events.record().getInteger("status")).isEqualTo(505);
        }
    }

    private static List<JsonObject> records(JsonObject answer) {
        JsonArray array = answer.getJsonArray("records");
        List<JsonObject> records = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            records.add(array.getJsonObject(i));
        }
        return records;
    }
}

package io.sallyport.logs.api;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.Records;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers who ask for much and read nothing of it. */
@ExtendWith(LeakWatch.class)
class StalledReadersTest {
    /** Far more than sockets hold between two programs of one machine. */
    private static final int RECORDS = 6000;

    @Test
    void takeTheRoomOfLargeAnswersAndNothingElse() throws Exception {
        List<RawClient> stalled = new ArrayList<>();
        try (CollectorsHarness suite = new CollectorsHarness(1, null)) {
            for (int sent = 0; sent < RECORDS; sent += 1000) {
                suite.first().send("a", thousand(sent));
            }
            for (int i = 0; i < AnswerRoom.LARGE; i++) {
                RawClient client = RawClient.connect(suite.first().port());
                stalled.add(client);
                client.send(Requests.head("GET", "/v1/logs?limit=10000", "Host: 127.0.0.1"));
                assertThat(client.readHead().status()).isEqualTo(200);
            }

            RawResponse refused = suite.first().get("/v1/logs?limit=10000");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.field("Retry-After")).contains("1");
            assertThat(suite.first().get("/v1/logs?limit=500").status()).isEqualTo(200);
            assertThat(suite.first().get("/v1/logs/stats").status()).isEqualTo(200);

            stalled.forEach(RawClient::close);
            Eventually.until(
                    "their room is free again",
                    () -> suite.first().get("/v1/logs?limit=501").status() == 200);
        } finally {
            stalled.forEach(RawClient::close);
        }
    }

    private static Records[] thousand(int from) {
        String path = "/" + "p".repeat(2000);
        Records[] records = new Records[1000];
        for (int i = 0; i < records.length; i++) {
            records[i] = record().sequence(from + i + 1L)
                    .startedAt(NEW_YEAR_MICROS + from + i)
                    .path(path);
        }
        return records;
    }
}

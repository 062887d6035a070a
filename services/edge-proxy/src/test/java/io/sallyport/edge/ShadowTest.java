package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ShadowTest {
    private final ScriptedOrigin shop = ScriptedOrigin.start("from the shop");
    private final ScriptedOrigin next = ScriptedOrigin.start("from the shadow");

    @AfterEach
    void close() {
        shop.close();
        next.close();
    }

    private EdgeHarness start(String shadowKeys, String routeKeys) {
        return EdgeHarness.start(
                "clusters: [{name: shop, endpoints: ['http://" + shop.authority()
                        + "']}, {name: next, endpoints: [{url: 'http://"
                        + next.authority() + "', version: '2.0'}]}]\n"
                        + "routes: [{name: all, cluster: shop, shadow: {cluster: next" + shadowKeys + "}" + routeKeys
                        + "}]\n",
                "");
    }

    private static List<AccessRecord> copies(EdgeHarness edge, int count) {
        Eventually.until(count + " copies are recorded", () -> copies(edge).size() >= count);
        return copies(edge);
    }

    private static List<AccessRecord> copies(EdgeHarness edge) {
        return edge.records().stream()
                .filter(record -> record.track().equals("shadow"))
                .toList();
    }

    @Test
    void copiesARequestWithItsBodyAndMarksTheCopy() {
        try (EdgeHarness edge = start("", "");
                RawClient client = edge.reverse()) {
            client.send(
                    "POST /buy?n=1 HTTP/1.1\r\nHost: shop.test\r\nX-Own: 1\r\nX-Shadow: 1\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.readResponse("POST").bodyText()).isEqualTo("from the shop");

            RawRequest copy = next.awaitRequest(1);
            assertThat(copy.target()).isEqualTo("/buy?n=1");
            assertThat(copy.method()).isEqualTo("POST");
            assertThat(copy.bodyText()).isEqualTo("hello");
            assertThat(copy.field("x-own")).contains("1");
            assertThat(copy.field("host")).contains("shop.test");
            assertThat(copy.values("x-shadow")).containsExactly("1");
            assertThat(shop.awaitRequest(1).values("x-shadow"))
                    .as("nobody else may say it")
                    .isEmpty();

            AccessRecord record = copies(edge, 1).get(0);
            assertThat(record.route()).isEqualTo("all");
            assertThat(record.cluster()).isEqualTo("next");
            assertThat(record.version()).isEqualTo("2.0");
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(record.bytesIn()).isEqualTo(5);
            edge.awaitRecord(2);
            assertThat(edge.records().stream().filter(each -> each.track().isEmpty()))
                    .singleElement()
                    .satisfies(own -> assertThat(own.cluster()).isEqualTo("shop"));
        }
    }

    @Test
    void copiesAChunkedBody() {
        try (EdgeHarness edge = start("", "");
                RawClient client = edge.reverse()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: shop.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(client.readResponse("POST").status()).isEqualTo(200);
            assertThat(next.awaitRequest(1).bodyText()).isEqualTo("abcde");
            assertThat(copies(edge, 1)).hasSize(1);
        }
    }

    @Test
    void neverLetsTheClientWaitForACopyThatHangs() {
        next.next(Answer.stall(), Answer.stall(), Answer.stall());
        try (EdgeHarness edge = start("", "");
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 3; i++) {
                long before = System.nanoTime();
                assertThat(client.get("/").bodyText()).isEqualTo("from the shop");
                assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
            }
            next.awaitRequest(3);
            assertThat(copies(edge)).as("they still hang").isEmpty();
        }
    }

    @Test
    void doesNotMindACopyThatFails() {
        next.close();
        try (EdgeHarness edge = start("", "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(copies(edge, 1).get(0).outcome()).isEqualTo(Outcome.CONNECT_REFUSED);
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void boundsTheCopiesUnderWay() {
        Answer[] silent = new Answer[100];
        Arrays.fill(silent, Answer.stall());
        next.next(silent);
        try (EdgeHarness edge = start("", "");
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 80; i++) {
                assertThat(client.get("/").status()).isEqualTo(200);
            }
            next.awaitRequest(64);
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(next.requests()).hasSize(64);
        }
    }

    @Test
    void copiesThePartOfTheRequestsThatTheLotFallsOn() {
        try (EdgeHarness edge = start(", share: 25%", "");
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 400; i++) {
                client.get("/");
            }
            edge.awaitRecord(400);
            // 100 with a deviation of 9
            Eventually.until("most of the copies", () -> copies(edge).size() > 60);
            assertThat(copies(edge).size()).isLessThan(140);
        }
    }

    @Test
    void leavesOutWhatIsTooLargeAndWhatTheCacheAnswers() {
        shop.on("/kept", Answer.text("kept", "Cache-Control: max-age=60"));
        try (EdgeHarness edge = start(", body: 4", ", cache: {enabled: true}");
                RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.readResponse("POST").status()).isEqualTo(200);
            client.get("/kept");
            RawResponse hit = client.get("/kept");
            assertThat(hit.field("cache-status").orElseThrow()).contains("hit");
            client.get("/last");

            Eventually.until(
                    "the last copy",
                    () -> next.requests().stream().anyMatch(r -> r.target().equals("/last")));
            assertThat(next.requests()).extracting(RawRequest::target).containsExactly("/kept", "/last");
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One id at the client, at the server and in the record; nothing of it leaves by the forward side. */
@ExtendWith(LeakWatch.class)
class RequestIdTest {
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello", "X-Request-Id: the-server's", "Cache-Control: max-age=60"));
        edge = EdgeSetup.edge()
                .policies(EdgeSetup.loopbackOpen())
                .routes("clusters:\n"
                        + "  - {name: shop, endpoints: ['http://" + origin.authority() + "']}\n"
                        + "  - {name: gone, endpoints: ['http://127.0.0.1:" + FreePort.pick() + "']}\n"
                        + "routes:\n"
                        + "  - {name: all, cluster: shop, cache: {enabled: true}}\n"
                        + "  - {name: gone, match: {path: /gone}, cluster: gone}\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void passesTheClientsOwnOn() {
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/a", "Host: a", "X-Request-Id: order-17.b_2");

            assertThat(response.values("x-request-id")).containsExactly("order-17.b_2");
        }
        assertThat(origin.awaitRequest(1).values("x-request-id")).containsExactly("order-17.b_2");
        assertThat(edge.awaitRecord(1).requestId()).isEqualTo("order-17.b_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"b",
                "<script>",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void putsOneOfOursInThePlaceOfOneThatIsNone(String written) {
        String id;
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/a", "Host: a", "X-Request-Id: " + written, "X-Request-Id: second");
            assertThat(response.values("x-request-id")).hasSize(1);
            id = response.values("x-request-id").get(0);
        }
        assertThat(id).matches("[0-9a-f]{16}");
        assertThat(origin.awaitRequest(1).values("x-request-id")).containsExactly(id);
        assertThat(edge.awaitRecord(1).requestId()).isEqualTo(id);
    }

    @Test
    void marksEveryAnswerWithAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        try (RawClient client = edge.reverse()) {
            for (String path : new String[] {"/a", "/a", "/gone", "/a"}) {
                ids.addAll(client.get(path, "Host: a").values("x-request-id"));
            }
            ids.addAll(client.get("/a/..%2f..%2f", "Host: a").values("x-request-id"));
        }
        try (RawClient client = edge.reverse()) {
            ids.addAll(client.get("/a", "Host: a b").values("x-request-id"));
        }
        assertThat(ids).hasSize(6);
        edge.awaitRecord(6);
        assertThat(edge.records()).extracting(record -> record.requestId()).containsAll(ids);
    }

    @Test
    void recordsItOnTheForwardSideAndTellsNobody() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get("http://" + origin.authority() + "/f");

            assertThat(response.values("x-request-id")).containsExactly("the-server's");
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.field("x-request-id")).isEmpty();
        assertThat(edge.awaitRecord(1).requestId()).matches("[0-9a-f]{16}");
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each hostile request gets an error or is passed on in a clean form, no origin sees the canary as a request, and the
 * next client gets its own answer.
 */
@ExtendWith(LeakWatch.class)
class HostileRequestTest {
    private static final int RESETTABLE = 64 * 1024;

    private static final String LAST_REQUEST = "GET /last HTTP/1.1\r\nHost: t.test\r\nConnection: close\r\n\r\n";

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello")).on("/next", Answer.text("next"));
        edge = EdgeSetup.reverseTo(origin).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    static Stream<Arguments> toRefuse() {
        return HostileRequests.toRefuse().entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    static Stream<Arguments> toRefuseOrClean() {
        return HostileRequests.toRefuseOrClean().entrySet().stream()
                .map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toRefuse")
    void isRefused(String name, String bytes) {
        List<RawResponse> responses = send(bytes);

        assertAnswered(name, bytes, responses, 400);
        assertThat(wholeRequests()).as("complete requests at the origin").doesNotContain("/");
        assertNoHarm();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toRefuseOrClean")
    void isRefusedOrClean(String name, String bytes) {
        List<RawResponse> responses = send(bytes);

        assertAnswered(name, bytes, responses, 200);
        assertNoHarm();
    }

    /**
     * A client that is still sending when the edge closes gets a reset, which may overtake the answer: that counts for
     * an input larger than the edge reads.
     */
    private static void assertAnswered(String name, String bytes, List<RawResponse> responses, int lowest) {
        if (responses.isEmpty()) {
            assertThat(bytes.length()).as("%s: no answer", name).isGreaterThan(RESETTABLE);
        } else {
            assertThat(responses.get(0).status()).as("%s", responses.get(0)).isBetween(lowest, 599);
        }
    }

    /** All responses to the input and to one ordinary request behind it, until the edge closes. */
    private List<RawResponse> send(String bytes) {
        List<RawResponse> responses = new ArrayList<>();
        try (RawClient client = edge.reverse()) {
            client.send(bytes);
            responses.add(client.readResponse(bytes.startsWith("HEAD") ? "HEAD" : "GET"));
            client.send(LAST_REQUEST);
            while (!responses.get(responses.size() - 1).field("connection").equals("close")) {
                responses.add(client.readResponse());
            }
        } catch (UncheckedIOException closed) {
            assertThat(closed).hasMessageNotContaining("timed out");
        }
        responses.forEach(response -> assertThat(response.violations()).isEmpty());
        return responses;
    }

    private List<String> wholeRequests() {
        return origin.requests().stream()
                .filter(RawRequest::complete)
                .map(RawRequest::target)
                .toList();
    }

    private void assertNoHarm() {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/next").bodyText()).isEqualTo("next");
        }
        for (RawRequest request : origin.requests()) {
            assertThat(request.violations()).as("%s", request).isEmpty();
            assertThat(request.target()).isNotEqualTo("/canary");
        }
    }
}

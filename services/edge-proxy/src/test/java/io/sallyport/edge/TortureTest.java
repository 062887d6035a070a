package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each hostile request, on the reverse and on the forward side, with an origin that keeps every byte: what the client saw,
 * what the origin saw, what was recorded. Whatever goes on is strictly valid, no canary is served, and the next client gets
 * its own answer.
 */
class TortureTest {
    /** A client that is still sending when the edge closes gets a reset, which may overtake the answer. */
    private static final int RESETTABLE = 16 * 1024;

    private static ScriptedOrigin origin;
    private static EdgeHarness edge;

    @BeforeAll
    static void start() {
        origin = ScriptedOrigin.start(Answer.text("hello")).on("/next", Answer.text("next"));
        edge = EdgeSetup.reverseTo(origin)
                .policies(EdgeSetup.loopbackOpen(origin.port()))
                .suite("overload: {enabled: false}")
                .limits("{headerTimeout: 6s, idle: 6s, bodyTimeout: 6s}")
                .start();
    }

    @AfterAll
    static void stop() {
        edge.close();
        origin.close();
    }

    static Stream<TortureRow> rows() {
        return TortureRow.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void doesNoHarmOnTheReverseSide(TortureRow row) {
        tryOut(row, false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void doesNoHarmOnTheForwardSide(TortureRow row) {
        tryOut(row, true);
    }

    @Test
    void readsTheWholeList() {
        assertThat(rows().map(TortureRow::row)).hasSizeGreaterThan(280).contains("a1", "a34", "a60");
    }

    /** Whatever comes first of the answer, the end of what was taken for a body, and the request behind it. */
    @Test
    void servesNothingBehindWhatItHasRefused() {
        int before = origin.requests().size();
        for (int i = 0; i < 60; i++) {
            try (RawClient client = edge.reverse()) {
                client.send("POST / HTTP/1.1\r\nHost: t.test\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
                client.send(TortureRow.CANARY);
                assertThat(client.readResponse().status()).isBetween(400, 501);
                assertThat(client.isClosedByPeer()).isTrue();
            }
        }
        assertCleanAtOrigin(before, true);
    }

    private static void tryOut(TortureRow row, boolean forward) {
        int seenBefore = origin.requests().size();
        int recordsBefore = edge.records().size();
        boolean refused = !row.expected().equals("clean") && !(row.expected().equals("host") && forward);
        String bytes = row.bytes(forward ? origin.url("/") : null);

        List<RawResponse> responses = send(bytes, forward);

        if (responses.isEmpty()) {
            assertThat(row.expected().equals("late") ? RESETTABLE + 1 : bytes.length())
                    .as("no answer to so few bytes")
                    .isGreaterThan(RESETTABLE);
        } else {
            RawResponse first = responses.get(0);
            assertThat(first.status()).as("%s", first).isBetween(refused ? 400 : 200, 599);
            assertThat(refused && responses.size() > 1)
                    .as("read on behind what it could not read: %s", responses)
                    .isFalse();
            if (!row.expected().equals("codec")) {
                assertThat(first.violations()).isEmpty();
                assertRecorded(first, recordsBefore);
            }
        }
        assertNextIsServed(forward);
        assertCleanAtOrigin(seenBefore, refused);
    }

    /** All responses to the input and to one ordinary request behind it, until the edge closes. */
    private static List<RawResponse> send(String bytes, boolean forward) {
        List<RawResponse> responses = new ArrayList<>();
        try (RawClient client = forward ? edge.forward() : edge.reverse()) {
            client.send(bytes);
            responses.add(client.readResponse(bytes.startsWith("HEAD") ? "HEAD" : "GET"));
            if (responses.get(0).status() == 100) {
                responses.set(0, client.readResponse());
            }
            client.send("GET " + (forward ? origin.url("/last") : "/last")
                    + " HTTP/1.1\r\nHost: t.test\r\nConnection: close\r\n\r\n");
            while (!responses.get(responses.size() - 1).field("connection").equals("close")) {
                responses.add(client.readResponse());
            }
        } catch (UncheckedIOException closed) {
            assertThat(closed).hasMessageNotContaining("timed out");
        }
        return responses;
    }

    private static void assertRecorded(RawResponse answer, int before) {
        Eventually.until(
                "a record with status " + answer.status(),
                () -> edge.records().stream().skip(before).anyMatch(record -> record.status() == answer.status()));
        for (AccessRecord record : edge.records()) {
            assertThat(record.path().chars()).as("path in the record").allMatch(c -> c > ' ' && c < 0x7f);
        }
    }

    private static void assertNextIsServed(boolean forward) {
        try (RawClient client = forward ? edge.forward() : edge.reverse()) {
            assertThat(client.get(forward ? origin.url("/next") : "/next").bodyText())
                    .isEqualTo("next");
        }
    }

    private static void assertCleanAtOrigin(int before, boolean refused) {
        List<RawRequest> requests = origin.requests();
        for (RawRequest seen : requests.subList(before, requests.size())) {
            assertThat(seen.complete() ? seen.violations() : List.of())
                    .as("%s", seen)
                    .isEmpty();
            assertThat(seen.target()).as("%s", seen).isNotEqualTo("/canary");
            assertThat(seen.head()).as("%s", seen).doesNotContain("evil", "hidden");
            assertThat(refused && seen.complete() && !List.of("/last", "/next").contains(seen.target()))
                    .as("complete at the origin: %s", seen)
                    .isFalse();
        }
    }
}

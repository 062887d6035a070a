package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Origins that break the protocol: the client gets a complete error or an answer that it can tell is cut. */
@ExtendWith(LeakWatch.class)
class HostileAnswerTest extends OneOrigin {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EVIL = OK + "Content-Length: 4\r\n\r\nevil";

    HostileAnswerTest() {
        super("good");
    }

    static Stream<Arguments> answersToRefuse() {
        Map<String, String> rows = new TreeMap<>();
        rows.put("both framings", OK + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        rows.put("two lengths", OK + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde");
        rows.put("negative length", OK + "Content-Length: -4\r\n\r\nabcd");
        rows.put("length with a sign", OK + "Content-Length: +4\r\n\r\nabcd");
        rows.put("length beyond 64 bits", OK + "Content-Length: 18446744073709551616\r\n\r\nabcd");
        rows.put("unknown coding", OK + "Transfer-Encoding: xchunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n");
        rows.put(
                "101 nobody asked for",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n" + EVIL);
        rows.put("NUL in a field", OK + "A: b\0c\r\nContent-Length: 0\r\n\r\n");
        rows.put("bare return in a field", OK + "A: b\rc\r\nContent-Length: 0\r\n\r\n");
        rows.put("no colon", OK + "nothing\r\nContent-Length: 0\r\n\r\n");
        rows.put("head of 200 KiB", OK + ("A: " + "b".repeat(1000) + "\r\n").repeat(200) + "Content-Length: 0\r\n\r\n");
        rows.put("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
        rows.put("no status", "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n");
        rows.put("status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n");
        rows.put("cut head", "HTTP/1.1 200 OK\r\nContent-Le");
        rows.put("nothing", "");
        return rows.entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersToRefuse")
    void isRefused(String name, String bytes) {
        origin.next(Answer.closeAfter(bytes));
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/");
            assertThat(response.violations()).as("%s: %s", name, response).isEmpty();
            assertThat(response.status()).as("%s", response).isEqualTo(502);
            response.assertClean();
        }
        assertNextIsGood();
    }

    @Test
    void cleansAnUntidyFieldOrRefusesIt() {
        for (String field : new String[] {"A: b\r\n c", "A : b"}) {
            origin.next(Answer.closeAfter(OK + field + "\r\nContent-Length: 0\r\n\r\n"));
            try (RawClient client = edge.reverse()) {
                RawResponse response = client.get("/");
                response.assertClean();
                assertThat(response.status()).isIn(200, 502);
            }
        }
        assertNextIsGood();
    }

    static Stream<Arguments> cutAnswers() {
        Map<String, String> rows = new TreeMap<>();
        rows.put("before its length", OK + "Content-Length: 100\r\n\r\nabc");
        rows.put("inside a chunk", OK + "Transfer-Encoding: chunked\r\n\r\n9\r\nabc");
        rows.put("before the last chunk", OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        rows.put("inside the last chunk", OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n");
        rows.put("by a broken chunk", OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nG\r\n");
        rows.put("by a chunk size that wraps", OK + "Transfer-Encoding: chunked\r\n\r\n100000003\r\nabc\r\n0\r\n\r\n");
        return rows.entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutAnswers")
    void showsTheClientThatAnAnswerIsCut(String name, String bytes) {
        origin.next(Answer.closeAfter(bytes));
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/");
            assertThat(response.status() == 502 || !response.complete())
                    .as("%s: %s", name, response)
                    .isTrue();
            assertThat(response.violations()).isEmpty();
        } catch (UncheckedIOException reset) {
            assertThat(reset).hasMessageNotContaining("timed out");
        }
        assertNextIsGood();
    }

    @Test
    void givesASecondAnswerToNobody() {
        for (String first : new String[] {
            OK + "Content-Length: 2\r\n\r\nok", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n"
        }) {
            origin.next(Answer.raw(first + EVIL));
            try (RawClient client = edge.reverse()) {
                RawResponse response = client.get("/");
                assertThat(response.bodyText()).as(first).isIn("ok", "");
                for (int i = 0; i < 3; i++) {
                    assertThat(client.get("/").bodyText()).as(first).isEqualTo("good");
                }
            }
        }
    }

    @Test
    void givesABodyBehindAHeadAnswerToNobody() {
        origin.next(Answer.raw(EVIL));
        try (RawClient client = edge.reverse()) {
            client.send("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(client.readResponse("HEAD").field("content-length")).contains("4");
            assertThat(client.get("/").bodyText()).doesNotContain("evil");
        }
        assertNextIsGood();
    }

    @Test
    void givesTheFinalAnswerAfterEarlyHints() {
        origin.next(
                Answer.raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nfinal"));
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").bodyText()).isEqualTo("final");
            assertThat(client.get("/").bodyText()).isEqualTo("good");
        }
    }

    @Test
    void takesNoOtherInterimAnswerForTheFinalOne() {
        origin.next(Answer.raw("HTTP/1.1 102 Processing\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nfinal"));
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").status()).isIn(200, 502);
        }
        assertNextIsGood();
    }

    @Test
    void survivesTwoThousandInterimAnswers() {
        origin.next(
                Answer.raw("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(2000) + OK + "Content-Length: 5\r\n\r\nfinal"));
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").status()).isIn(200, 502);
        }
        assertNextIsGood();
    }

    @Test
    void endsABodyOfUnknownLengthWhereTheOriginCloses() {
        origin.next(Answer.closeAfter(OK + "\r\nuntil the end"));
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/");
            assertThat(response.bodyText()).isEqualTo("until the end");
            response.assertClean();
        }
        assertNextIsGood();
    }

    @Test
    void removesHopByHopFieldsOfAnAnswer() {
        origin.next(Answer.text(
                "x",
                "Connection: X-Hop, close",
                "X-Hop: 1",
                "Keep-Alive: timeout=9",
                "Proxy-Connection: close",
                "Proxy-Authenticate: Basic",
                "Upgrade: h2c",
                "Trailer: X",
                "TE: x"));
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").head().toLowerCase(Locale.ROOT))
                    .doesNotContain("connection", "x-hop", "keep-alive", "proxy-", "upgrade", "trailer", "\nte:");
        }
        assertNextIsGood();
    }

    private void assertNextIsGood() {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").bodyText()).isEqualTo("good");
        }
    }
}

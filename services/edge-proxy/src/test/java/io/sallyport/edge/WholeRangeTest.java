package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of what is on its way: because the whole is fetched for a part, or because somebody else fetches it. */
@ExtendWith(LeakWatch.class)
class WholeRangeTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String TAG = "ETag: \"r\"";
    private static final String BODY = "0123456789abcdefghij";
    private static final String HEAD = "HTTP/1.1 200 OK\r\n" + FRESH + "\r\n" + TAG + "\r\nContent-Length: ";

    private static CacheHarness wholes() {
        return CacheHarness.withTime(Side.REVERSE, EdgeSetup.edge(), "", ", wholeRange: 1KiB");
    }

    private static Answer halfBehind(Gate gate, String body, int first) {
        return (request, connection) -> {
            connection.send(HEAD + body.length() + "\r\n\r\n" + body.substring(0, first));
            gate.pass();
            connection.send(body.substring(first));
        };
    }

    private static RawResponse ask(CacheHarness cache, String range, String... more) {
        String[] lines = new String[more.length + 1];
        System.arraycopy(more, 0, lines, 1, more.length);
        lines[0] = "Range: bytes=" + range;
        return cache.get("/w", lines);
    }

    @Test
    void fetchesTheWholeAndGivesThePart() {
        try (CacheHarness cache = wholes()) {
            cache.origin().on("/w", Answer.text(BODY, FRESH, TAG, "Content-Digest: x=:AA==:"));

            RawResponse part = ask(cache, "2-4", "If-Range: \"r\"");
            RawResponse other = ask(cache, "-1");
            RawResponse whole = cache.get("/w");

            assertThat(cache.origin().awaitRequest(1).values("range")).isEmpty();
            assertThat(cache.origin().awaitRequest(1).values("if-range")).isEmpty();
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.bodyText()).isEqualTo("234");
            assertThat(part.field("content-range")).contains("bytes 2-4/20");
            assertThat(part.field("content-length")).contains("3");
            assertThat(part.field("content-digest")).isEmpty();
            assertThat(part.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            part.assertClean();
            assertThat(other.bodyText()).isEqualTo("j");
            assertThat(other.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(whole.bodyText()).isEqualTo(BODY);
            assertThat(cache.asked()).isEqualTo(1);
            AccessRecord logged = cache.edge().awaitRecord(1);
            assertThat(logged.status()).isEqualTo(206);
            assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(logged.bytesOut()).isEqualTo(3);
        }
    }

    @Test
    void thePartGoesOutBeforeTheWholeHasCome() {
        Gate gate = new Gate();
        try (CacheHarness cache = wholes()) {
            cache.origin().on("/w", halfBehind(gate, BODY, 10));

            RawResponse part = ask(cache, "0-4");
            RawResponse second;
            try (RawClient other = cache.connect()) {
                second = cache.ask(other, "GET", "/w", "Range: bytes=3-8");
            }
            gate.open();
            RawResponse third = ask(cache, "8-12");

            assertThat(part.bodyText()).isEqualTo("01234");
            assertThat(second.status()).isEqualTo(206);
            assertThat(second.bodyText()).isEqualTo("345678");
            assertThat(second.field("cache-status").orElseThrow()).contains("collapsed");
            assertThat(third.bodyText()).isEqualTo("89abc");
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @Test
    void partsOfOneColdWholeAreOneRequest() throws InterruptedException {
        Gate gate = new Gate();
        try (CacheHarness cache = wholes()) {
            cache.origin().on("/w", Answer.text(BODY, FRESH, TAG).behind(gate));
            String[] bodies = new String[10];
            Thread[] clients = new Thread[bodies.length];
            for (int i = 0; i < clients.length; i++) {
                int first = i;
                clients[i] = new Thread(() -> {
                    try (RawClient client = cache.connect()) {
                        String range = "Range: bytes=" + first + "-" + (first + 1);
                        bodies[first] = cache.ask(client, "GET", "/w", range).bodyText();
                    }
                });
                clients[i].start();
            }
            gate.awaitArrival();
            gate.open();
            for (Thread client : clients) {
                client.join(10_000);
            }

            for (int i = 0; i < bodies.length; i++) {
                assertThat(bodies[i]).isEqualTo(BODY.substring(i, i + 2));
            }
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    /** Known from its head, so that hardly anything of it has come. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Cache-Control: max-age=600", "Cache-Control: no-store", "Cache-Control: private, max-age=60"})
    void asksForThePartWhenTheWholeCannotBeKept(String control) {
        int length = control.endsWith("600") ? 5000 : 20;
        String body = BODY.repeat(length / 20);
        try (CacheHarness cache = wholes()) {
            Answer part = Answer.status("206 Partial Content", "234", FRESH, TAG, "Content-Range: bytes 2-4/" + length);
            Answer later = Answer.status("206 Partial Content", "9", FRESH, TAG, "Content-Range: bytes 9-9/" + length);
            cache.origin().next(Answer.text(body, control, TAG), part, later);

            RawResponse first = ask(cache, "2-4");
            RawResponse second = ask(cache, "9-9");

            assertThat(cache.origin().awaitRequest(1).values("range")).isEmpty();
            assertThat(cache.origin().awaitRequest(2).values("range")).containsExactly("bytes=2-4");
            assertThat(cache.origin().awaitRequest(3).values("range")).containsExactly("bytes=9-9");
            assertThat(first.status()).isEqualTo(206);
            assertThat(first.bodyText()).isEqualTo("234");
            first.assertClean();
            assertThat(second.bodyText()).isEqualTo("9");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @Test
    void aWholeOfUnknownLengthGoesOutWholeAndIsKept() {
        try (CacheHarness cache = wholes()) {
            cache.origin()
                    .on(
                            "/w",
                            Answer.raw("HTTP/1.1 200 OK\r\n" + FRESH + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + "5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n"));

            RawResponse first = ask(cache, "2-4");
            RawResponse second = ask(cache, "2-4");

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.bodyText()).isEqualTo("0123456789");
            assertThat(second.status()).isEqualTo(206);
            assertThat(second.bodyText()).isEqualTo("234");
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @Test
    void saysThatNothingIsThereAndKeepsTheWhole() {
        try (CacheHarness cache = wholes()) {
            cache.origin().on("/w", Answer.text(BODY, FRESH, TAG));

            RawResponse none = ask(cache, "20-");
            Eventually.until(
                    "the whole stored",
                    () -> cache.get("/w").field("cache-status").orElseThrow().contains("hit"));

            assertThat(none.status()).isEqualTo(416);
            assertThat(none.field("content-range")).contains("bytes */20");
            assertThat(none.body()).isEmpty();
            none.assertClean();
            assertThat(cache.asked()).isEqualTo(1);
            assertThat(cache.edge().awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    @Test
    void severalPartsGetTheWholeWhileItComes() {
        try (CacheHarness cache = wholes()) {
            cache.origin().on("/w", Answer.text(BODY, FRESH, TAG));

            RawResponse first = ask(cache, "0-0,9-9");
            RawResponse second = ask(cache, "0-0,9-9");

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.bodyText()).isEqualTo(BODY);
            assertThat(second.status()).isEqualTo(206);
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @Test
    void aPartThatNobodyAskedForIsAskedForAgain() {
        try (CacheHarness cache = wholes()) {
            cache.origin()
                    .next(
                            Answer.status("206 Partial Content", "01", FRESH, TAG, "Content-Range: bytes 0-1/20"),
                            Answer.status("206 Partial Content", "234", FRESH, TAG, "Content-Range: bytes 2-4/20"));

            RawResponse part = ask(cache, "2-4");

            assertThat(part.bodyText()).isEqualTo("234");
            assertThat(part.field("content-range")).contains("bytes 2-4/20");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @Test
    void anErrorIsTheAnswer() {
        try (CacheHarness cache = wholes()) {
            cache.origin().on("/w", Answer.status("404 Not Found", "nothing", FRESH));

            assertThat(ask(cache, "2-4").status()).isEqualTo(404);
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @Test
    void whoHasCredentialsGetsThePartAlone() {
        try (CacheHarness cache = wholes()) {
            cache.origin()
                    .on("/w", Answer.status("206 Partial Content", "234", FRESH, TAG, "Content-Range: bytes 2-4/20"));

            ask(cache, "2-4", "Authorization: Basic eDp5");

            assertThat(cache.origin().awaitRequest(1).values("range")).containsExactly("bytes=2-4");
        }
    }

    @Test
    void aWholeThatBreaksOffIsCutForItsPartToo() {
        try (CacheHarness cache = wholes()) {
            cache.origin().next(Answer.closeAfter(HEAD + "20\r\n\r\n0123456"), Answer.text(BODY, FRESH, TAG));

            RawResponse early = ask(cache, "0-4");
            cache.edge().awaitRecord(1);
            RawResponse after = ask(cache, "15-19");

            assertThat(early.bodyText()).isEqualTo("01234");
            assertThat(after.bodyText()).isEqualTo("fghij");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    /** Without the key as well: what another client fetches is read as far as it has come. */
    @Test
    void aPartIsReadOutOfWhatAnotherOneFetches() {
        Gate gate = new Gate();
        String large = BODY.repeat(50_000);
        try (CacheHarness cache = new CacheHarness(Side.REVERSE);
                RawClient first = cache.connect()) {
            cache.origin().next(halfBehind(gate, large, 10));
            cache.origin()
                    .on(
                            "/w",
                            Answer.status(
                                    "206 Partial Content",
                                    "j",
                                    FRESH,
                                    TAG,
                                    "Content-Range: bytes 999999-999999/1000000"));
            first.send(Requests.head("GET", "/w"));
            first.readHead();

            RawResponse near = ask(cache, "2-4");
            RawResponse far = ask(cache, "999999-");
            RawResponse several = ask(cache, "2000000-");
            gate.open();

            assertThat(near.status()).isEqualTo(206);
            assertThat(near.bodyText()).isEqualTo("234");
            assertThat(near.field("content-range")).contains("bytes 2-4/1000000");
            assertThat(near.field("cache-status").orElseThrow()).contains("collapsed");
            assertThat(far.bodyText()).isEqualTo("j");
            assertThat(several.status()).isEqualTo(416);
            assertThat(cache.asked()).isEqualTo(2);
            assertThat(cache.origin().awaitRequest(2).values("range")).containsExactly("bytes=999999-");
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

/** Answers before the answer: 100, 102, 103. */
class InterimAnswersTest {
    private static final String FINAL =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nCache-Control: max-age=60\r\n\r\nhello";
    private static final String ASK = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";

    @Test
    void passesTheExpectationOnAndTheOriginsWordBack() {
        Answer willing =
                Answer.onHead(Answer.raw("HTTP/1.1 100 Continue\r\n\r\n").then((request, connection) -> {
                    assertThat(connection.input().readNBytes(4)).hasSize(4);
                    Answer.raw(FINAL).answer(request, connection);
                    connection.close();
                }));
        try (ScriptedOrigin origin = ScriptedOrigin.start(willing);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send(ASK);
            assertThat(client.readHead().status()).isEqualTo(100);
            client.send("body");
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
            assertThat(origin.awaitRequest(1).values("expect")).containsExactly("100-continue");
        }
    }

    @Test
    void relaysAFinalAnswerToAClientThatWaits() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.onHead(Answer.status("413 Content Too Large", "no")));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send(ASK);
            assertThat(client.readResponse().status()).isEqualTo(413);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void tellsTheClientToGoOnWhenTheOriginSaysNothing() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echo());
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send(ASK);
            assertThat(client.readHead().status()).isEqualTo(100);
            client.send("body");
            assertThat(client.readResponse().bodyText()).isEqualTo("body");
        }
    }

    private static final String HINTS =
            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nServer: secret\r\nX-Own: yes\r\n"
                    + "Link: </style.css>; rel=preload\r\nLink: <http://inside.test/x>; rel=preload\r\n\r\n" + FINAL;

    @Test
    void relaysWhatComesBeforeTheAnswerAndStoresNoneOfIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(HINTS));
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                        .start();
                RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            RawResponse processing = client.readHead();
            assertThat(processing.status()).isEqualTo(102);
            assertThat(processing.fields()).isEmpty();
            RawResponse hints = client.readHead();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.values("x-own")).containsExactly("yes");
            assertThat(hints.values("link")).containsExactly("</style.css>; rel=preload");
            assertThat(hints.field("server")).isEmpty();
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
            RawResponse stored = client.get("/", "Host: a");
            assertThat(stored.status()).isEqualTo(200);
            assertThat(stored.field("cache-status"))
                    .hasValueSatisfying(text -> assertThat(text).contains("hit"));
            assertThat(stored.field("link")).isEmpty();
            assertThat(stored.field("x-own")).isEmpty();
        }
    }

    @Test
    void relaysTheWholeOfItOnTheForwardSide() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(HINTS));
                EdgeHarness edge = EdgeSetup.forwardToLoopback().start();
                RawClient client = edge.forward()) {
            client.send(Requests.head("GET", origin.url("/")));
            assertThat(client.readHead().status()).isEqualTo(102);
            RawResponse hints = client.readHead();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.values("server")).containsExactly("secret");
            assertThat(hints.values("link")).hasSize(2);
            RawResponse answer = client.readResponse();
            assertThat(answer.bodyText()).isEqualTo("hello");
            assertThat(answer.field("link")).isEmpty();
            origin.assertClean();
        }
    }

    @Test
    void relaysNoMoreThanSixteenOfWhatNobodyKnows() {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Answer.raw("HTTP/1.1 199 What\r\n\r\n".repeat(1000) + FINAL));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 16; i++) {
                assertThat(client.readHead().status()).isEqualTo(199);
            }
            RawResponse answer = client.readHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(client.readBody(answer).bodyText()).isEqualTo("hello");
        }
    }

    @Test
    void relaysSixteenHintsOfAnOriginThatDoesNotStop() {
        String hint = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(hint.repeat(1000) + FINAL));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 16; i++) {
                assertThat(client.readHead().status()).isEqualTo(103);
            }
            RawResponse answer = client.readHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(client.readBody(answer).bodyText()).isEqualTo("hello");
            assertThat(edge.awaitRecord(1).status()).isEqualTo(200);
        }
    }

    @Test
    void tellsOldClientsNothingBeforeTheAnswer() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(HINTS));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(200);
        }
    }

    @Test
    void relaysHintsFromHttp2() {
        try (VertxOrigin origin = VertxOrigin.startClear(100);
                EdgeHarness edge = EdgeHarness.start(origin.routes(", protocol: h2"), "");
                RawClient client = edge.reverse()) {
            origin.on(request -> request.response()
                    .writeEarlyHints(MultiMap.caseInsensitiveMultiMap().add("link", "</a>; rel=preload"))
                    .onSuccess(sent -> request.response().end("hello")));
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(103);
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
        }
    }
}

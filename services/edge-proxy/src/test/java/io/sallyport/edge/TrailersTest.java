package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawField;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.Test;

/** What stands behind a body goes on behind the body. */
class TrailersTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n"
            + "Cache-Control: max-age=60\r\n\r\n"
            + "5\r\nhello\r\n0\r\nX-Sum: 42\r\nContent-Length: 3\r\nSet-Cookie: a=b\r\nServer: secret\r\n\r\n";

    @Test
    void passesTrailersOfAnAnswerAndKeepsBackWhatBelongsIntoHeads() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(CHUNKED));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a", "TE: trailers, deflate;q=0.5", "Connection: TE");

            assertThat(response.bodyText()).isEqualTo("hello");
            assertThat(response.trailers()).extracting(RawField::name).containsExactly("X-Sum");
            assertThat(response.field("x-sum")).isEmpty();
            assertThat(origin.awaitRequest(1).values("te")).containsExactly("trailers");
            assertThat(origin.awaitRequest(1).values("connection")).containsExactly("te");
            assertThat(client.get("/", "Host: a").trailers()).hasSize(1);
            assertThat(origin.awaitRequest(2).field("te")).isEmpty();
        }
    }

    @Test
    void keepsNoTrailersInTheCache() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(CHUNKED));
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                        .start();
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a").trailers()).hasSize(1);
            RawResponse hit = client.get("/", "Host: a");
            assertThat(hit.field("cache-status"))
                    .hasValueSatisfying(status -> assertThat(status).contains("hit"));
            assertThat(hit.trailers()).isEmpty();
            assertThat(hit.field("x-sum")).isEmpty();
        }
    }

    @Test
    void passesTrailersFromHttp2ToHttp1() {
        try (VertxOrigin origin = VertxOrigin.startClear(100);
                EdgeHarness edge = EdgeHarness.start(origin.routes(", protocol: h2"), "");
                RawClient client = edge.reverse()) {
            origin.on(request -> {
                request.response().setChunked(true).write("hello");
                request.response()
                        .putTrailer("x-sum", "7")
                        .putTrailer("host", "b")
                        .end();
            });
            RawResponse response = client.get("/", "Host: a", "TE: trailers");
            assertThat(response.bodyText()).isEqualTo("hello");
            assertThat(response.trailers()).extracting(RawField::name).containsExactly("x-sum");
            assertThat(origin.seen().get(0).headers().get("te")).isEqualTo("trailers");
        }
    }
}

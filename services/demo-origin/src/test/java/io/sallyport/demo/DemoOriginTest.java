package io.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.demo.DemoOrigin.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DemoOriginTest {
    private static Vertx vertx;
    private static DemoOrigin origin;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws TimeoutException {
        vertx = Vertx.vertx();
        origin = await(DemoOrigin.start(vertx, new Identity("shop-1", "1.1"), "127.0.0.1", 0, Clock.systemUTC()));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        await(origin.stop(Duration.ofSeconds(1)));
        await(vertx.close());
    }

    @Test
    void saysWhichVersionItIs() throws Exception {
        HttpResponse<String> answer = get("/version");

        assertThat(new JsonObject(answer.body()))
                .isEqualTo(new JsonObject()
                        .put("version", "1.1")
                        .put("name", "shop-1")
                        .put("commit", new Identity("", "1.1").commit()));
        assertThat(answer.headers().firstValue("Server")).contains("demo/1.1");
        assertThat(answer.headers().firstValue("X-Powered-By")).isPresent();
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/").body()).contains("<h1>");
    }

    @Test
    void validatesProducts() throws Exception {
        HttpResponse<String> first = get("/products");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = send(request("/products").header("If-None-Match", "W/\"x\", " + tag));

        assertThat(first.headers().firstValue("Cache-Control")).contains("max-age=60");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void marksWhatCachesMayDo() throws Exception {
        assertThat(get("/account").headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(get("/lang").headers().firstValue("Vary")).contains("Accept-Language");
        assertThat(send(request("/lang").header("Accept-Language", "de-AT")).body())
                .contains("Guten Tag");
        assertThat(get("/time").headers().map()).doesNotContainKeys("cache-control", "etag", "expires");
    }

    @Test
    void answersAnyStatus() throws Exception {
        assertThat(get("/status/503").statusCode()).isEqualTo(503);
        assertThat(get("/status/204").statusCode()).isEqualTo(204);
        assertThat(get("/status/42").statusCode()).isEqualTo(400);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/bytes?n=-1").statusCode()).isEqualTo(400);
        assertThat(get("/upload").statusCode()).isEqualTo(405);
        assertThat(get("/slow?ms=5").body()).contains("5ms");
    }

    @Test
    void echoesWhatArrived() throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(new byte[70_000]);

        JsonObject echo = new JsonObject(
                send(request("/echo?a=b").header("X-Mark", "here").PUT(body)).body());
        JsonObject upload = new JsonObject(send(request("/upload").POST(body)).body());

        assertThat(echo.getString("method")).isEqualTo("PUT");
        assertThat(echo.getString("path")).isEqualTo("/echo");
        assertThat(echo.getString("query")).isEqualTo("a=b");
        assertThat(echo.getJsonArray("headers").encode()).contains("[\"X-Mark\",\"here\"]");
        assertThat(echo.getLong("bodyBytes")).isEqualTo(70_000);
        assertThat(upload.getLong("bodyBytes")).isEqualTo(70_000);
    }

    @Test
    void streamsBytesOfKnownAndUnknownLength() throws Exception {
        long many = 300L << 20;

        assertThat(length("/bytes?n=" + many)).isEqualTo(many);
        assertThat(length("/chunks?n=1000003")).isEqualTo(1_000_003);
        assertThat(length("/bytes?n=0")).isZero();
        assertThat(get("/bytes?n=7").headers().firstValue("Content-Length")).contains("7");
        assertThat(get("/chunks?n=7").headers().firstValue("Transfer-Encoding")).contains("chunked");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        for (String path : new String[] {"/products", "/bytes?n=1000000", "/"}) {
            HttpResponse<String> answer = send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                    .isPositive();
        }
    }

    @Test
    void ticks() throws Exception {
        HttpResponse<String> answer = get("/stream?ms=1&n=3");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.body()).contains("id: 1\n", "id: 2\n", "id: 3\n").doesNotContain("id: 4");
    }

    @Test
    void failsWhenThePortIsTaken() {
        Future<DemoOrigin> second =
                DemoOrigin.start(vertx, new Identity("shop-2", "1.5"), "127.0.0.1", origin.port(), Clock.systemUTC());

        assertThatThrownBy(() -> await(second)).isInstanceOf(BindException.class);
    }

    private long length(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(request(path).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[64 << 10];
            long length = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                length += read;
            }
            return length;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + origin.port() + path));
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}

package io.sallyport.policy.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
@Timeout(30)
class ListFetchTest {
    private static final Fetched KNOWN = new Fetched(
            "",
            "d",
            1,
            1,
            "\"v1\"",
            "Thu, 01 Jan 2026 00:00:00 GMT",
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            "",
            "");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private volatile Handler<HttpServerRequest> answer;

    @BeforeEach
    void serve() throws Exception {
        server = await(vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(request -> answer.handle(request))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
    }

    private FetchResult fetch(Fetched before, long maxBytes) throws Exception {
        return await(ListFetch.run(vertx, url("/list"), before, folder.resolve("part"), maxBytes));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    @Test
    void writesTheTextIntoTheFile() throws Exception {
        answer = request -> request.response().putHeader("ETag", "\"v2\"").end("ads.test\n".repeat(100_000));

        FetchResult.Text text = (FetchResult.Text) fetch(Fetched.NOTHING, 1 << 20);

        assertThat(text.etag()).isEqualTo("\"v2\"");
        assertThat(Files.size(folder.resolve("part"))).isEqualTo(900_000);
    }

    @Test
    void asksWhetherAnythingHasChanged() throws Exception {
        answer = request -> {
            boolean same = "\"v1\"".equals(request.getHeader("If-None-Match"))
                    && request.getHeader("If-Modified-Since") != null
                    && request.getHeader("Accept-Encoding") != null;
            request.response().setStatusCode(same ? 304 : 500).end();
        };

        assertThat(fetch(KNOWN, 1000)).isInstanceOf(FetchResult.Unchanged.class);
    }

    @Test
    void undoesCompressionAndBoundsWhatComesOut() throws Exception {
        // A few kilobytes on the wire.
        answer = request -> request.response().end(Buffer.buffer("a".repeat(4 << 20)));

        assertThatThrownBy(() -> fetch(Fetched.NOTHING, 1 << 20)).hasMessage("more than 1048576 bytes");
        assertThat(Files.size(folder.resolve("part"))).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void givesUpATextWithoutEnd() throws Exception {
        answer = request -> {
            request.response().setChunked(true);
            endless(request);
        };

        assertThatThrownBy(() -> fetch(Fetched.NOTHING, 1 << 20)).hasMessage("more than 1048576 bytes");
    }

    private static void endless(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[65536])).onSuccess(sent -> endless(request));
    }

    @Test
    void failsWhenTheTextBreaksOff() throws Exception {
        answer = request -> {
            request.response().putHeader("Content-Length", "1000").write("ads.test\n");
            vertx.setTimer(50, id -> request.connection().close());
        };

        assertThatThrownBy(() -> fetch(Fetched.NOTHING, 1 << 20)).isInstanceOf(AssertionError.class);
    }

    @Test
    void followsAFewRedirects() throws Exception {
        AtomicInteger hops = new AtomicInteger();
        answer = request -> {
            if (hops.incrementAndGet() <= 5) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/hop" + hops)
                        .end("moved");
            } else {
                request.response().end("ads.test");
            }
        };

        assertThat(fetch(Fetched.NOTHING, 1000)).isInstanceOf(FetchResult.Text.class);
        assertThat(Files.readString(folder.resolve("part"))).isEqualTo("ads.test");
    }

    @Test
    void doesNotGoRoundInCirclesNorElsewhere() {
        answer = request -> request.response()
                .setStatusCode(301)
                .putHeader("Location", "/list")
                .end();
        assertThatThrownBy(() -> fetch(Fetched.NOTHING, 1000)).hasMessage("more than 5 redirects");

        answer = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "file:///etc/hosts")
                .end();
        assertThatThrownBy(() -> fetch(Fetched.NOTHING, 1000)).hasMessageContaining("which is not followed");
    }

    @Test
    void failsForAnyOtherStatus() {
        answer = request -> request.response().setStatusCode(503).end("<html>");

        assertThatThrownBy(() -> fetch(Fetched.NOTHING, 1000)).hasMessage("status 503");
    }

    @Test
    void doesNotBelieveACertificateThatNobodyHasSigned() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder, "localhost");
        HttpServer secure = await(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(certificate.certificate().toString())
                                .addKeyPath(certificate.key().toString())))
                .requestHandler(request -> request.response().end("ads.test"))
                .listen(0, "127.0.0.1"));

        assertThatThrownBy(() -> await(ListFetch.run(
                        vertx,
                        "https://localhost:" + secure.actualPort() + "/",
                        Fetched.NOTHING,
                        folder.resolve("part"),
                        1000)))
                .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
    }
}

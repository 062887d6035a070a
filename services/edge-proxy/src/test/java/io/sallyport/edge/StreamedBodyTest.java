package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 64 MiB both ways by TLS in front: every byte comes, and never more is on the way than buffers and windows hold. */
@ExtendWith(LeakWatch.class)
class StreamedBodyTest {
    private static final int PIECE = 64 * 1024;
    private static final long TOTAL = 64L << 20;
    /** Windows, write queues and socket buffers of both hops; the kernel alone may take 6 MB for each socket. */
    private static final long ON_THE_WAY = 40L << 20;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong mostOnTheWay = new AtomicLong();

    @AfterEach
    void stop() {
        VertxOrigin.await(vertx.close());
    }

    /** What was sent or came. */
    private record Total(long bytes, long checksum) {}

    @ParameterizedTest
    @CsvSource({"HTTP_2, h2", "HTTP_1_1, http/1.1", "HTTP_2, http/1.1", "HTTP_1_1, h2"})
    void passesALargeBodyEachWay(HttpVersion front, String behind, @TempDir Path folder) throws Exception {
        Promise<Total> uploaded = Promise.promise();
        Promise<Total> downloaded = Promise.promise();
        try (VertxOrigin origin = VertxOrigin.startClear(100);
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(origin.routes(", protocol: " + behind))
                        .tls(TestCertificate.in(folder, "shop.test"))
                        .start()) {
            origin.on(request -> answer(request, uploaded, downloaded));
            HttpClient client = client(front, edge.port(EdgeHarness.REVERSE_TLS));

            Total up = await(client.request(HttpMethod.PUT, "/up").compose(this::upload));
            assertThat(await(uploaded.future())).isEqualTo(up);
            assertThat(up.bytes()).isEqualTo(TOTAL);
            assertThat(mostOnTheWay.get()).isBetween(1L, ON_THE_WAY);

            sent.set(0);
            received.set(0);
            mostOnTheWay.set(0);
            Total down = await(client.request(HttpMethod.GET, "/down")
                    .compose(HttpClientRequest::send)
                    .compose(this::consume));
            assertThat(down).isEqualTo(await(downloaded.future())).isEqualTo(up);
            assertThat(mostOnTheWay.get()).isBetween(1L, ON_THE_WAY);
            assertThat(origin.seen())
                    .hasSize(2)
                    .allSatisfy(seen -> assertThat(seen.version())
                            .isEqualTo(behind.equals("h2") ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1));
            assertThat(edge.awaitRecord(1).bytesIn()).isEqualTo(TOTAL);
            assertThat(edge.awaitRecord(2).bytesOut()).isEqualTo(TOTAL);
        }
    }

    private void answer(HttpServerRequest request, Promise<Total> uploaded, Promise<Total> downloaded) {
        if (request.method().equals(HttpMethod.PUT)) {
            consume(request).onSuccess(total -> request.response().end("ok")).onComplete(uploaded);
        } else {
            request.response().setChunked(true);
            produce(request.response()).onComplete(downloaded);
        }
    }

    private Future<Total> upload(HttpClientRequest request) {
        request.setChunked(true);
        Future<HttpClientResponse> answer = request.response();
        return produce(request)
                .compose(total -> answer.compose(HttpClientResponse::body).map(total));
    }

    private Future<Total> produce(WriteStream<Buffer> to) {
        Promise<Total> done = Promise.promise();
        byte[] piece = new byte[PIECE];
        Random content = new Random(64);
        CRC32C checksum = new CRC32C();
        AtomicLong written = new AtomicLong();
        Runnable write = () -> {
            while (written.get() < TOTAL && !to.writeQueueFull()) {
                content.nextBytes(piece);
                checksum.update(piece);
                written.addAndGet(PIECE);
                to.write(Buffer.buffer(piece)).onSuccess(gone -> left());
            }
            if (written.get() >= TOTAL && done.tryComplete(new Total(written.get(), checksum.getValue()))) {
                to.end();
            }
        };
        to.drainHandler(drained -> write.run());
        write.run();
        return done.future();
    }

    /** Counted when it leaves the sender: what waits in the sender's own queue is not ours to bound. */
    private void left() {
        long onTheWay = sent.addAndGet(PIECE) - received.get();
        mostOnTheWay.accumulateAndGet(onTheWay, Math::max);
    }

    private Future<Total> consume(ReadStream<Buffer> from) {
        Promise<Total> done = Promise.promise();
        CRC32C checksum = new CRC32C();
        from.exceptionHandler(done::tryFail);
        from.endHandler(end -> done.tryComplete(new Total(received.get(), checksum.getValue())));
        from.handler(piece -> {
            checksum.update(piece.getBytes());
            received.addAndGet(piece.length());
        });
        return done.future();
    }

    private HttpClient client(HttpVersion version, int port) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(version)
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}

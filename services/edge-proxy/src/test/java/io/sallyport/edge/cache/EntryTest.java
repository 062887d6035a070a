package io.sallyport.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.edge.netty.DirectBodies;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatch.class)
final class EntryTest {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void writesStoredFieldsInLowerCaseWithTheTrueLength() {
        Entry entry = Entry.of(
                Samples.head(
                        HeaderList.EMPTY,
                        200,
                        "Date",
                        "Mon, 23 Nov 2026 12:00:00 GMT",
                        "Content-Length",
                        "999",
                        "Content-Type",
                        "text/plain",
                        "Cache-Control",
                        "max-age=60",
                        "Set-Cookie",
                        "a=1",
                        "Set-Cookie",
                        "b=2",
                        "X-Text",
                        "na\u00EFve"),
                Buffer.buffer("hello"));
        MultiMap whole = HttpHeaders.headers();
        MultiMap notModified = HttpHeaders.headers();

        entry.writeFields(whole);
        entry.writeNotModifiedFields(notModified);

        assertThat(whole.names())
                .containsExactlyInAnyOrder(
                        "date", "content-type", "cache-control", "set-cookie", "x-text", "content-length");
        assertThat(whole.getAll("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(whole.get("content-length")).isEqualTo("5");
        assertThat(whole.get("x-text")).isEqualTo("na\u00EFve");
        assertThat(notModified.names()).containsExactlyInAnyOrder("date", "cache-control", "set-cookie", "x-text");
    }

    @Test
    void a204HasNoLength() {
        MultiMap fields = HttpHeaders.headers();

        Entry.of(Samples.head(HeaderList.EMPTY, 204, "cache-control", "max-age=60"), Buffer.buffer())
                .writeFields(fields);

        assertThat(fields.contains("content-length")).isFalse();
    }

    /** What {@link Entry} says of sharing a body rests on Vert.x; this notices when it no longer holds. */
    @ParameterizedTest
    @CsvSource({"HTTP_1_1, true", "HTTP_2, true", "HTTP_1_1, false", "HTTP_2, false"})
    void oneBodyGoesOutToManyAtOnceUnharmed(HttpVersion version, boolean onHeap) throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(13).nextBytes(bytes);
        Entry entry = Entry.of(
                Samples.head(HeaderList.EMPTY, 200, "cache-control", "max-age=60"),
                onHeap ? Buffer.buffer(bytes).copy() : new DirectBodies(bytes.length).place(Buffer.buffer(bytes)));
        int port = serve(entry);
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version), new PoolOptions().setHttp1MaxSize(16));

        List<Future<Buffer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.request(HttpMethod.GET, port, "127.0.0.1", "/")
                    .compose(request -> request.send())
                    .compose(response -> response.body()));
        }

        Future.all(answers).await(60, TimeUnit.SECONDS);
        for (Future<Buffer> answer : answers) {
            assertThat(answer.result().getBytes()).isEqualTo(bytes);
        }
        assertThat(entry.body().getBytes()).isEqualTo(bytes);
    }

    /** Four servers on one port: connections spread over the event loops. */
    private int serve(Entry entry) throws Exception {
        AtomicInteger port = new AtomicInteger();
        vertx.deployVerticle(() -> new Sender(entry, port), new DeploymentOptions().setInstances(4))
                .await(10, TimeUnit.SECONDS);
        return port.get();
    }

    private static final class Sender extends VerticleBase {
        private final Entry entry;
        private final AtomicInteger port;

        private Sender(Entry entry, AtomicInteger port) {
            this.entry = entry;
            this.port = port;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer()
                    .requestHandler(request -> {
                        entry.writeFields(request.response().headers());
                        request.response().end(entry.body());
                    })
                    .listen(-1, "127.0.0.1")
                    .onSuccess(server -> port.set(server.actualPort()));
        }
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatch.class)
class CompressTest {
    private static final String TEXT = "the same words over and over, ".repeat(1000);
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String TYPE = "Content-Type: text/plain; charset=utf-8";

    private final ScriptedOrigin origin = ScriptedOrigin.start(
            Answer.text(TEXT, TYPE, FRESH, "ETag: \"1\"", "Accept-Ranges: bytes", "Vary: Accept-Language"));
    private final EdgeHarness edge = EdgeSetup.edge()
            .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}, compress: {min: 1KiB}"))
            .start();
    private final RawClient client = edge.reverse();

    @AfterEach
    void stop() {
        client.close();
        edge.close();
        origin.close();
    }

    private RawResponse get(String path, String... fields) {
        return ask("GET", path, fields);
    }

    private RawResponse ask(String method, String path, String... fields) {
        return client.send(Requests.head(method, path, fields)).readResponse(method);
    }

    private static String decoded(RawResponse response) {
        String coding = response.field("content-encoding").orElse("identity");
        try (InputStream in = decoder(coding, new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream decoder(String coding, InputStream in) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(in);
            case "br" -> new BrotliInputStream(in);
            case "zstd" -> new ZstdInputStream(in);
            default -> in;
        };
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|gzip",
                "br|br",
                "zstd|zstd",
                "gzip, deflate, br, zstd|zstd",
                "gzip;q=1, br;q=0.5|gzip",
                "*|zstd",
                "*;q=0.1, zstd;q=0|br",
                "x-gzip|gzip",
                "GZIP|gzip",
            })
    void compressesWithTheCodingThatTheClientLikesBest(String accepted, String coding) {
        RawResponse response = get("/", "Accept-Encoding: " + accepted);

        assertThat(response.values("content-encoding")).containsExactly(coding);
        assertThat(decoded(response)).isEqualTo(TEXT);
        assertThat(response.bodyLength()).isLessThan(1000);
        assertThat(response.values("etag")).containsExactly("W/\"1\"");
        assertThat(response.field("accept-ranges")).isEmpty();
        assertThat(String.join(", ", response.values("vary")))
                .contains("Accept-Encoding")
                .contains("Accept-Language");
        response.assertClean();
        assertThat(edge.awaitRecord(1).bytesOut()).isEqualTo(response.bodyLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "deflate", "gzip;q=0", "gzip;q=2", "identity, gzip;q=0.5", "*;q=0"})
    void sendsThePlainBodyToOthersAndSaysThatItVaries(String accepted) {
        RawResponse response = get("/", "Accept-Encoding: " + accepted);

        assertThat(response.field("content-encoding")).isEmpty();
        assertThat(response.bodyText()).isEqualTo(TEXT);
        assertThat(response.values("etag")).containsExactly("\"1\"");
        assertThat(response.values("vary")).contains("Accept-Encoding");
    }

    @Test
    void keepsEachCodingAsAVariantOfItsOwn() {
        assertThat(get("/", "Accept-Encoding: gzip, br;q=0.5").field("content-encoding"))
                .contains("gzip");
        assertThat(get("/").field("content-encoding")).isEmpty();
        RawResponse coded = get("/", "Accept-Encoding: gzip;q=0.9");
        RawResponse plain = get("/", "Accept-Encoding: identity");

        assertThat(origin.requests()).hasSize(2);
        assertThat(coded.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
        assertThat(decoded(coded)).isEqualTo(TEXT);
        assertThat(coded.field("content-length")).contains(Long.toString(coded.bodyLength()));
        assertThat(plain.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
        assertThat(plain.bodyText()).isEqualTo(TEXT);
    }

    @Test
    void answersAConditionWithTheWeakTag() {
        String tag = get("/", "Accept-Encoding: gzip").field("etag").orElseThrow();

        RawResponse hit = get("/", "Accept-Encoding: gzip", "If-None-Match: " + tag);
        assertThat(hit.status()).isEqualTo(304);
        assertThat(hit.values("etag")).containsExactly("W/\"1\"");

        origin.on("/fetched", Answer.status("304 Not Modified", "", "ETag: \"7\"", "Vary: Origin"));
        RawResponse relayed =
                get("/fetched", "Accept-Encoding: gzip", "If-None-Match: W/\"7\"", "Cache-Control: no-cache");
        assertThat(relayed.status()).isEqualTo(304);
        assertThat(relayed.values("etag")).containsExactly("W/\"7\"");
        assertThat(relayed.values("vary")).contains("Accept-Encoding");
        assertThat(get("/fetched", "If-None-Match: \"7\"").values("etag")).containsExactly("\"7\"");
    }

    @Test
    void validatesACompressedVariantAndKeepsItOne() {
        String stale = "Cache-Control: max-age=0, must-revalidate";
        origin.next(
                Answer.text(TEXT, TYPE, stale, "ETag: \"1\"", "Vary: Origin"),
                Answer.status("304 Not Modified", "", stale, "ETag: \"1\"", "Vary: Origin", "Accept-Ranges: bytes"),
                Answer.status("304 Not Modified", "", stale, "ETag: \"1\"", "Vary: Origin"));

        get("/", "Accept-Encoding: gzip");
        RawResponse validated = get("/", "Accept-Encoding: gzip");
        RawResponse again = get("/", "Accept-Encoding: gzip");

        assertThat(origin.awaitRequest(2).values("if-none-match")).containsExactly("W/\"1\"");
        assertThat(validated.status()).isEqualTo(200);
        assertThat(decoded(again)).isEqualTo(TEXT);
        assertThat(again.values("etag")).containsExactly("W/\"1\"");
        assertThat(String.join(", ", again.values("vary"))).contains("Accept-Encoding");
        assertThat(again.field("accept-ranges")).isEmpty();
        assertThat(origin.requests()).hasSize(3);
    }

    @Test
    void sendsTheServerItsOwnTagWhenAWriteDependsOnIt() {
        ask("DELETE", "/", "If-Match: W/\"1\", \"2\"");

        assertThat(origin.awaitRequest(1).values("if-match")).containsExactly("\"1\", \"2\"");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "206 Partial Content|Content-Range: bytes 0-29999/90000",
                "200 OK|Content-Encoding: deflate",
                "200 OK|Cache-Control: no-transform",
                "200 OK|Content-Type: image/png",
                "200 OK|Content-Type: application/grpc",
                "200 OK|Content-Type: text/event-stream",
                "200 OK|Repr-Digest: sha-256=:AAAA:",
                "200 OK|Content-MD5: AAAA",
            })
    void leavesAnswersAloneThatMustNotBeChanged(String status, String field) {
        String type = field.startsWith("Content-Type") ? "X-Nothing: here" : TYPE;
        origin.on("/", Answer.status(status, TEXT, type, field, "ETag: \"1\""));

        RawResponse response = get("/", "Accept-Encoding: gzip");

        assertThat(response.field("content-encoding").orElse("none")).isNotEqualTo("gzip");
        assertThat(response.bodyText()).isEqualTo(TEXT);
        assertThat(response.values("etag")).containsExactly("\"1\"");
        assertThat(response.field("content-length")).contains(Integer.toString(TEXT.length()));
    }

    @Test
    void leavesSmallBodiesAndClientsThatForbidItAlone() {
        origin.on("/small", Answer.text("x".repeat(1023), TYPE)).on("/large", Answer.text("x".repeat(1024), TYPE));

        assertThat(get("/small", "Accept-Encoding: gzip").field("content-encoding"))
                .isEmpty();
        assertThat(get("/small", "Accept-Encoding: gzip").field("vary")).isEmpty();
        assertThat(get("/large", "Accept-Encoding: gzip").field("content-encoding"))
                .contains("gzip");
        assertThat(get("/forbidden", "Accept-Encoding: gzip", "Cache-Control: no-transform")
                        .field("content-encoding"))
                .isEmpty();
    }

    @Test
    void saysTheSameToHeadAsToGet() {
        RawResponse head = ask("HEAD", "/", "Accept-Encoding: gzip");

        assertThat(head.field("content-encoding")).contains("gzip");
        assertThat(head.values("etag")).containsExactly("W/\"1\"");
        assertThat(head.field("content-length")).isEmpty();
        assertThat(head.field("accept-ranges")).isEmpty();
        head.assertClean();
        assertThat(get("/", "Accept-Encoding: gzip").status()).isEqualTo(200);
    }

    @Test
    void sendsWhatThereIsWhileTheOriginPauses() {
        Gate gate = new Gate();
        origin.on("/stream", (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\n" + TYPE + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            gate.pass();
            connection.send("6\r\nsecond\r\n0\r\n\r\n");
        });

        client.send(Requests.head("GET", "/stream", "Accept-Encoding: gzip"));
        assertThat(client.readHead().field("content-encoding")).contains("gzip");
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        while (readable(coded) < "first".length()) {
            coded.writeBytes(chunk());
        }
        gate.open();
        coded.writeBytes(chunk());
        assertThat(readable(coded)).isGreaterThanOrEqualTo("first".length());
    }

    private byte[] chunk() {
        StringBuilder size = new StringBuilder();
        while (size.indexOf("\r\n") < 0) {
            size.append((char) client.read(1)[0]);
        }
        byte[] chunk = client.read(Integer.parseInt(size.toString().strip(), 16));
        client.read(2);
        return chunk;
    }

    /** How many bytes a client can make of what it has got so far. */
    private static int readable(ByteArrayOutputStream coded) {
        int count = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(coded.toByteArray()))) {
            while (in.read() >= 0) {
                count++;
            }
        } catch (IOException cut) {
            return count;
        }
        return count;
    }

    @Test
    void freesWhatABodyHoldsWhenTheClientGoes() {
        origin.on("/endless", (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\n" + TYPE + "\r\nContent-Length: 100000\r\n\r\nbegun");
            connection.awaitPeerEnd();
        });
        try (RawClient leaving = edge.reverse()) {
            leaving.send(Requests.head("GET", "/endless", "Accept-Encoding: br"));
            origin.awaitRequest(1);
            Eventually.until("a body is being compressed", () -> bodies().equals("1"));
            leaving.reset();
        }
        origin.awaitNoConnection();
        Eventually.until("nothing is held", () -> bodies().equals("0"));
    }

    private String bodies() {
        try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
            return admin.get("/metrics", "Host: localhost")
                    .bodyText()
                    .lines()
                    .filter(line -> line.startsWith("sallyport_compress_bodies "))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void compressesALargeBodyUnderASlowClient() {
        origin.on(
                "/large",
                Answer.raw("HTTP/1.1 200 OK\r\n" + TYPE + "\r\nContent-Length: " + (8 << 20) + "\r\n\r\n"
                        + "0123456789abcdef".repeat((8 << 20) / 16)));
        try (RawClient slow = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
            RawResponse response = slow.send(Requests.head("GET", "/large", "Accept-Encoding: gzip"))
                    .readResponse();
            assertThat(decoded(response)).hasSize(8 << 20).endsWith("abcdef");
        }
    }

    @Test
    void compressesOnHttp10NotAtAll() {
        client.send("GET / HTTP/1.0\r\nHost: a.test\r\nAccept-Encoding: gzip\r\n\r\n");
        RawResponse response = client.readResponse();

        assertThat(response.field("content-encoding")).isEmpty();
        assertThat(response.bodyText()).isEqualTo(TEXT);
    }

    @Test
    void tellsTheOriginOneFormOfWhatIsAccepted() {
        get("/", "Accept-Encoding: deflate, gzip;q=0.8, br;q=0.1");
        get("/other", "Accept-Encoding: deflate");
        RawRequest first = origin.awaitRequest(1);
        RawRequest second = origin.awaitRequest(2);

        assertThat(first.values("accept-encoding")).containsExactly("gzip");
        assertThat(second.values("accept-encoding")).containsExactly("identity");
    }
}

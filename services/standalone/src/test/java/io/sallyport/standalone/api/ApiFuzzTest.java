package io.sallyport.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.api.DocumentedApi.Operation;
import io.sallyport.standalone.api.HostileCalls.Wish;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hostile client of the API: whatever it sends, it gets an answer that the document knows, and errors are problems. */
@Timeout(300)
class ApiFuzzTest {
    private static final int ROUNDS = 40;
    private static final int SLOW_ROUNDS = 2;
    private static final long SEED = 20261126;
    private static final Set<Integer> DEFECTS = Set.of(500, 502, 504);
    private static final Set<String> SLOW = Set.of("/v1/fingerprint", "/v1/anonymity", "/v1/policies/replay");

    @TempDir
    private static Path folder;

    private static RunningServices suite;
    private static DocumentedApi api;

    @BeforeAll
    static void start() throws Exception {
        suite = new RunningServices(folder, ", rate: 100000");
        api = new DocumentedApi(
                new JsonObject(suite.send("GET", "/v1/openapi.json", null).body()));
    }

    @AfterAll
    static void stop() throws Exception {
        suite.close();
    }

    @Test
    void getsADocumentedAnswerWhateverItSends() throws Exception {
        HostileCalls hostile = new HostileCalls(SEED);
        List<String> flaws = new ArrayList<>();
        for (Operation operation : api.operations()) {
            int rounds = SLOW.contains(operation.path()) ? SLOW_ROUNDS : ROUNDS;
            for (int i = 0; i < rounds && !operation.path().endsWith("/tail"); i++) {
                Wish wish = hostile.next(api, operation);
                String flaw = flaw(wish);
                if (!flaw.isEmpty()) {
                    flaws.add(wish + " -> " + flaw);
                }
            }
        }

        assertThat(flaws).isEmpty();
        assertThat(suite.send("GET", "/health/ready", null).statusCode()).isEqualTo(200);
        assertThat(suite.send("GET", "/v1/status", null).body()).contains("\"missing\":[]");
    }

    private static String flaw(Wish wish) throws Exception {
        HttpResponse<String> answer;
        try {
            answer = suite.send(wish.operation().method(), wish.target(), wish.body(), wish.fields());
        } catch (IOException e) {
            return "no answer: " + e;
        }
        int status = answer.statusCode();
        if (DEFECTS.contains(status) || api.response(wish.operation(), status).isEmpty()) {
            return status + " " + answer.body();
        }
        return status < 400 ? "" : problem(status, type(answer), answer.body());
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static String problem(int status, String type, String body) {
        try {
            JsonObject problem = new JsonObject(body);
            boolean whole = type.equals("application/problem+json")
                    && problem.getInteger("status") == status
                    && !problem.getString("detail").isBlank()
                    && !body.contains("Exception");
            boolean notReady = status == 503 && problem.containsKey("reasons");
            return whole || notReady ? "" : status + " " + type + " " + body;
        } catch (DecodeException e) {
            return status + " is no problem: " + type + " " + body;
        }
    }

    /** Bytes that are hardly HTTP: an answer that is a problem, or the end of the connection; and then service as before. */
    @Test
    void survivesNoise() throws Exception {
        Random random = new Random(SEED);
        String[] starts = {
            "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n",
            "POST /v1/cache/purge HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
            "PUT /v1/policies HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n",
            "",
        };
        for (int i = 0; i < 150; i++) {
            byte[] noise = new byte[random.nextInt(200) + 1];
            random.nextBytes(noise);
            String sent = starts[i % starts.length] + new String(noise, StandardCharsets.ISO_8859_1) + "\r\n\r\n";
            try (RawClient client = RawClient.connect(suite.admin().port())) {
                client.timeout(Duration.ofSeconds(10));
                client.send(sent.getBytes(StandardCharsets.ISO_8859_1)).halfClose();
                byte[] answer = client.readToEnd();
                String text = new String(answer, StandardCharsets.ISO_8859_1);
                assertThat(text.isEmpty() || text.startsWith("HTTP/1."))
                        .as(sent)
                        .isTrue();
                assertThat(text).as(sent).doesNotContain("HTTP/1.1 500", "Exception");
            }
        }
        RawResponse after;
        try (RawClient client = RawClient.connect(suite.admin().port())) {
            after = client.get("/v1/status", "Host: localhost");
        }
        assertThat(after.status()).isEqualTo(200);
    }
}

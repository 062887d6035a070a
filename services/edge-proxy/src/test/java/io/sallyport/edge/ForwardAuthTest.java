package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ForwardAuthTest {
    private ScriptedOrigin origin;
    private ScriptedOrigin doorman;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.echo());
        doorman = ScriptedOrigin.start(Answer.text("", "X-User: ann", "X-Groups: staff", "X-Secret: inside"));
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ""))
                .policies("rules: [{name: ask, then: {require: {forwardAuth: {url: '" + doorman.url("/check")
                        + "', timeout: 500ms, copy: [X-User, X-Groups], user: X-User}}}}]\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        doorman.close();
        origin.close();
    }

    @Test
    void asksWithWhatTheClientSentAndTellsTheServerWhatItHeard() {
        try (RawClient client = edge.reverse()) {
            client.send("POST /items?x=1 HTTP/1.1\r\nHost: a.test\r\nAuthorization: Bearer t\r\nCookie: s=1\r\n"
                    + "X-User: root\r\nX-Other: 1\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.readResponse().bodyText()).isEqualTo("abc");
        }
        RawRequest question = doorman.awaitRequest(1);
        assertThat(question.method()).isEqualTo("GET");
        assertThat(question.target()).isEqualTo("/check");
        assertThat(question.field("x-forwarded-method")).contains("POST");
        assertThat(question.field("x-forwarded-uri")).contains("/items?x=1");
        assertThat(question.field("x-forwarded-host")).contains("a.test");
        assertThat(question.field("x-forwarded-proto")).contains("http");
        assertThat(question.field("x-forwarded-for")).contains("127.0.0.1");
        assertThat(question.field("authorization")).contains("Bearer t");
        assertThat(question.field("cookie")).contains("s=1");
        assertThat(question.field("x-other")).isEmpty();
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.values("x-user")).containsExactly("ann");
        assertThat(seen.field("x-groups")).contains("staff");
        assertThat(seen.field("x-secret")).isEmpty();
        assertThat(edge.awaitRecord(1).user()).isEqualTo("ann");
    }

    @Test
    void givesTheClientTheAnswerOfAServiceThatSaysNo() {
        doorman.on(
                "/check",
                Answer.raw("HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\nSet-Cookie: back=1\r\n"
                        + "Server: doorman/1\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nlogin"));
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a.test");

            assertThat(response.status()).isEqualTo(302);
            assertThat(response.field("location")).contains("https://login.example/");
            assertThat(response.field("set-cookie")).contains("back=1");
            assertThat(response.field("server")).isEmpty();
            assertThat(response.bodyText()).isEqualTo("login");
            response.assertClean();
        }
        assertThat(origin.requests()).isEmpty();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ACCESS_DENIED);
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("ask");
        assertThat(edge.awaitRecord(1).status()).isEqualTo(302);
    }

    @Test
    void letsNobodyInWhenTheServiceIsSilentBrokenOrAway() {
        doorman.on("/check", Answer.stall());
        assertThat(status()).isEqualTo(503);
        doorman.on("/check", Answer.raw("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
        assertThat(status()).isEqualTo(503);
        doorman.on("/check", Answer.raw("garbage\r\n\r\n"));
        assertThat(status()).isEqualTo(503);
        doorman.on("/check", Answer.closeAfter(""));
        assertThat(status()).isEqualTo(503);
        doorman.on("/check", Answer.text("x".repeat(100_000)));
        assertThat(status()).isEqualTo(503);
        doorman.close();
        assertThat(status()).isEqualTo(503);
        assertThat(origin.requests()).isEmpty();
        assertThat(edge.awaitRecord(6).outcome()).isEqualTo(Outcome.ACCESS_CHECK_FAILED);
    }

    private int status() {
        try (RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a.test");
            assertThat(response.bodyText()).doesNotContain("127.0.0.1");
            return response.status();
        }
    }

    @Test
    void endsTheExchangeOfAClientThatGoesMeanwhile() {
        doorman.on("/check", Answer.stall());
        try (RawClient client = edge.reverse()) {
            client.send("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
            doorman.awaitRequest(1);
            client.reset();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
        doorman.awaitNoConnection();
    }
}

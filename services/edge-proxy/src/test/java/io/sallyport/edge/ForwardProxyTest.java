package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
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
class ForwardProxyTest {
    private static final String[] FIELDS_THAT_NAME_THE_CLIENT = {
        "X-Forwarded-For: leak",
        "X-Forwarded-Host: leak",
        "X-Forwarded-Port: leak",
        "X-Forwarded-Proto: leak",
        "X-Forwarded-Server: leak",
        "X-Forwarded-Prefix: leak",
        "Forwarded: for=leak",
        "Via: 1.1 leak",
        "From: leak@example.org",
        "X-Real-IP: leak",
        "X-Client-IP: leak",
        "Client-IP: leak",
        "X-Cluster-Client-IP: leak",
        "X-ProxyUser-IP: leak",
        "X-Original-Host: leak",
        "True-Client-IP: leak",
        "CF-Connecting-IP: leak",
        "Fastly-Client-IP: leak",
        "Fly-Client-IP: leak",
        "X-Envoy-External-Address: leak",
        "X-Forwarded: leak",
        "Forwarded-For: leak",
        "X-Forwarded-By: leak",
        "X-Remote-IP: leak",
        "X-Remote-Addr: leak",
        "X-Originating-IP: leak",
        "X-Azure-ClientIP: leak",
        "Proxy-Authorization: Basic leak",
        "Proxy-Connection: leak",
        "Proxy-Authenticate: leak",
        "Keep-Alive: leak",
        "TE: leak",
        "Upgrade: leak",
        "HTTP2-Settings: leak",
        "Connection: X-Nominated",
        "Connection: keep-alive, x-also",
        "X-Nominated: leak",
        "X-Also: leak",
    };

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello", "Server: theirs/1.0"));
        edge = EdgeSetup.forwardToLoopback().start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void fetchesTheTargetOfAnAbsoluteForm() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get(origin.url("/a?b=c"), "Host: " + origin.authority());

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.bodyText()).isEqualTo("hello");
            assertThat(response.field("server")).contains("theirs/1.0");
            response.assertClean();
        }
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/a?b=c");
        origin.assertClean();
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(logged.direction()).isEqualTo(AccessRecord.Direction.FORWARD);
        assertThat(logged.authority()).isEqualTo(origin.authority());
        assertThat(logged.path()).isEqualTo("/a?b=c");
        assertThat(logged.rule()).isEqualTo("open");
    }

    @Test
    void tellsTheOriginNothingThatNamesTheClient() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get("http://localhost:" + origin.port() + "/x", FIELDS_THAT_NAME_THE_CLIENT);
            assertThat(response.status()).isEqualTo(200);
        }
        RawRequest seen = origin.awaitRequest(1);
        origin.assertClean();
        assertThat(seen.head()).doesNotContain("leak").doesNotContain("127.0.0.1");
        assertThat(seen.field("x-forwarded-for")).isEmpty();
        assertThat(seen.field("forwarded")).isEmpty();
        assertThat(seen.values("via")).singleElement().asString().startsWith("1.1 sallyport-");
        assertThat(seen.values("host")).containsExactly("localhost:" + origin.port());
    }

    @Test
    void letsTheTargetWinOverADifferentHostField() {
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/"), "Host: other.example").status())
                    .isEqualTo(200);
        }
        assertThat(origin.awaitRequest(1).values("host")).containsExactly(origin.authority());
        assertThat(edge.awaitRecord(1).authority()).isEqualTo(origin.authority());
    }

    @Test
    void asksForTheRootWhenTheTargetHasNoPath() {
        try (RawClient client = edge.forward()) {
            client.get("http://" + origin.authority());
            client.get("http://" + origin.authority() + "?q=1");
        }
        assertThat(origin.awaitRequest(2).target()).isEqualTo("/?q=1");
        assertThat(origin.requests().get(0).target()).isEqualTo("/");
    }

    @Test
    void sendsABodyOn() {
        origin.on("/echo", Answer.echo());
        try (RawClient client = edge.forward()) {
            client.send("POST " + origin.url("/echo") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.readResponse().bodyText()).isEqualTo("abc");
        }
        origin.assertClean();
    }

    @Test
    void refusesAnOriginFormBecauseItIsNoServer() {
        try (RawClient client = edge.forward()) {
            assertThat(client.get("/path", "Host: " + origin.authority()).status())
                    .isEqualTo(400);
        }
        assertThat(origin.requests()).isEmpty();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.BAD_REQUEST);
    }

    @Test
    void fetchesNoOtherScheme() {
        for (String scheme : new String[] {"https", "ftp", "gopher", "file", "ws"}) {
            try (RawClient client = edge.forward()) {
                RawResponse response = client.get(scheme + "://" + origin.authority() + "/");
                assertThat(response.status()).as(scheme).isEqualTo(501);
            }
        }
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void answers502ForANameThatDoesNotResolve() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get("http://nobody.invalid/");

            assertThat(response.status()).isEqualTo(502);
            assertThat(response.field("proxy-status")).contains("Sallyport; error=dns_error");
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.DNS_FAILED);
    }

    @Test
    void breaksACircleThroughItself() {
        for (String listener : new String[] {EdgeHarness.FORWARD, EdgeHarness.REVERSE}) {
            try (RawClient client = edge.forward()) {
                RawResponse response = client.get("http://127.0.0.1:" + edge.port(listener) + "/");
                assertThat(response.status()).as(listener).isEqualTo(508);
            }
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.LOOP_DETECTED);
    }
}

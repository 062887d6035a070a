package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A forward listener with {@code auth: basic}, under a policy that knows nothing of it. */
@ExtendWith(LeakWatch.class)
class ForwardLoginTest {
    private static final String LISTENERS = """
            listeners:
              - {name: web, mode: reverse, bind: "127.0.0.1:0"}
              - {name: egress, mode: forward, bind: "127.0.0.1:0", auth: basic, users: users.txt}
            """;

    private final List<CredentialCheck> asked = new CopyOnWriteArrayList<>();
    private final Map<String, CredentialAnswer> known = new ConcurrentHashMap<>(Map.of(
            "good", new CredentialAnswer(Result.ACCEPTED, "ann", List.of("staff"), 60_000),
            "guest", new CredentialAnswer(Result.ACCEPTED, "bob", List.of(), 60_000)));
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge()
                .listeners(Path.of("."), LISTENERS)
                .policies(EdgeSetup.loopbackOpen(origin.port()))
                .start();
        edge.judgeCredentials(check -> {
            asked.add(check);
            return known.getOrDefault(check.credential().value(), CredentialAnswer.REJECTED);
        });
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void policies(String rules) {
        edge.policies("rules:\n" + rules);
        edge.awaitPolicies();
    }

    private static RawResponse connect(RawClient client, String target, String... fields) {
        StringBuilder head = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        client.send(head.append("\r\n").toString());
        return client.readResponse("CONNECT");
    }

    @Test
    void asksBeforeAnyRuleUnderTheNameOfTheListener() {
        try (RawClient client = edge.forward()) {
            RawResponse nothing = client.get(origin.url("/"));
            RawResponse wrong = client.get(origin.url("/"), "Proxy-Authorization: Basic bad");
            RawResponse right =
                    client.get(origin.url("/"), "Proxy-Authorization: Basic good", "Authorization: Basic x");

            assertThat(nothing.status()).isEqualTo(407);
            assertThat(nothing.field("proxy-authenticate")).contains("Basic realm=\"Sallyport\", charset=\"UTF-8\"");
            assertThat(nothing.field("connection")).isEmpty();
            assertThat(wrong.status()).isEqualTo(407);
            assertThat(wrong.body()).isEqualTo(nothing.body());
            assertThat(right.status()).isEqualTo(200);
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(origin.requests()).hasSize(1);
        assertThat(seen.field("proxy-authorization")).isEmpty();
        assertThat(seen.field("authorization")).contains("Basic x");
        AccessRecord refused = edge.awaitRecord(2);
        assertThat(refused.outcome()).isEqualTo(Outcome.AUTHENTICATION_REQUIRED);
        assertThat(refused.rule()).isEqualTo("auth-egress");
        assertThat(edge.awaitRecord(3).user()).isEqualTo("ann");
        assertThat(edge.records().toString()).doesNotContain("good");
        assertThat(asked).extracting(CredentialCheck::rule).containsOnly("auth-egress");
    }

    @Test
    void keepsTheConnectionOfATunnelOpenForTheNextAttempts() {
        try (RawClient client = edge.forward()) {
            RawResponse nothing = connect(client, origin.authority());
            RawResponse wrong = connect(client, origin.authority(), "Proxy-Authorization: Basic bad");
            RawResponse again = connect(client, origin.authority(), "Proxy-Authorization: Basic worse");
            RawResponse right = connect(client, origin.authority(), "Proxy-Authorization: Basic good");

            assertThat(nothing.status()).isEqualTo(407);
            assertThat(nothing.field("connection")).isEmpty();
            assertThat(wrong.status()).isEqualTo(407);
            assertThat(wrong.field("connection")).isEmpty();
            assertThat(again.status()).isEqualTo(407);
            assertThat(right.status()).isEqualTo(200);
            client.send("GET /inside HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
        }
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/inside");
        assertThat(edge.awaitRecord(4).user()).isEqualTo("ann");
    }

    @Test
    void closesTheConnectionWhenBytesForTheTunnelHaveComeAlready() {
        try (RawClient client = edge.forward()) {
            client.send("CONNECT " + origin.authority()
                    + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic bad\r\n\r\n" + "GET http://"
                    + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic good\r\n\r\n");
            RawResponse wrong = client.readResponse("CONNECT");
            assertThat(wrong.status()).isEqualTo(407);
            assertThat(wrong.field("connection")).contains("close");
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(origin.requests()).isEmpty();
    }

    @Test
    void servesPlainRequestsOnAConnectionOnWhichATunnelWasRefused() {
        try (RawClient client = edge.forward()) {
            assertThat(connect(client, origin.authority(), "Proxy-Authorization: Basic bad")
                            .status())
                    .isEqualTo(407);
            assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic good")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void decidesByUserAndGroupForRequestsAndTunnels() {
        policies("  - {name: staff, when: {group: [staff]}, then: {allow: {targets: [127.0.0.0/8], ports: ["
                + origin.port() + "]}}}\n"
                + "  - {name: not-bob, when: {user: [bob]}, then: block, status: 403, reason: not for bob}\n");
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic good")
                            .status())
                    .isEqualTo(200);
            RawResponse bob = client.get(origin.url("/"), "Proxy-Authorization: Basic guest");
            assertThat(bob.status()).isEqualTo(403);
            assertThat(bob.bodyText()).contains("\"rule\":\"not-bob\"", "not for bob");
            assertThat(connect(client, origin.authority(), "Proxy-Authorization: Basic guest")
                            .status())
                    .isEqualTo(403);
        }
        try (RawClient client = edge.forward()) {
            assertThat(connect(client, origin.authority(), "Proxy-Authorization: Basic good")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(edge.awaitRecord(2).user()).isEqualTo("bob");
        assertThat(edge.awaitRecord(3).rule()).isEqualTo("not-bob");
        assertThat(edge.awaitRecord(4).rule()).isEqualTo("staff");
    }

    @Test
    void asksAgainForWhomTheFileHasChanged() {
        try (RawClient client = edge.forward()) {
            client.get(origin.url("/"), "Proxy-Authorization: Basic good");
            client.get(origin.url("/"), "Proxy-Authorization: Basic guest");
            known.remove("good");
            assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic good")
                            .status())
                    .isEqualTo(200);
            edge.environment()
                    .vertx()
                    .eventBus()
                    .publish(Addresses.CREDENTIALS_CHANGED, new CredentialsChanged("auth-egress", List.of("ann")));
            Eventually.until(
                    "the old password is of no use",
                    () -> client.get(origin.url("/"), "Proxy-Authorization: Basic good")
                                    .status()
                            == 407);
            int before = asked.size();
            assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic guest")
                            .status())
                    .isEqualTo(200);
            assertThat(asked).hasSize(before);
        }
    }

    @Test
    void looksAtNoMorePasswordsOfAClientThatGetsTooManyWrong() {
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic good")
                            .status())
                    .isEqualTo(200);
            for (int i = 0; i < 30; i++) {
                assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic bad" + i)
                                .status())
                        .isEqualTo(407);
            }
            RawResponse late = client.get(origin.url("/"), "Proxy-Authorization: Basic guest");
            assertThat(late.status()).isEqualTo(429);
            assertThat(late.field("retry-after")).isPresent();
            assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic good")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(asked).hasSize(31);
        assertThat(edge.awaitRecord(32).outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(edge.service().metrics())
                .contains("sallyport_wrong_passwords_total 30", "sallyport_wrong_passwords_limited_total 1");
    }

    @Test
    void countsNoPasswordThatWasRight() {
        for (int i = 0; i < 60; i++) {
            known.put("user" + i, new CredentialAnswer(Result.ACCEPTED, "user" + i, List.of(), 60_000));
        }
        try (RawClient client = edge.forward()) {
            for (int i = 0; i < 60; i++) {
                assertThat(client.get(origin.url("/"), "Proxy-Authorization: Basic user" + i)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void asksNobodyOnListenersWithoutALogin() {
        edge.routes(EdgeSetup.routesTo(origin, ""));
        edge.awaitRoutes();
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void keepsASmallBodyFromTheServerUntilSomebodyHasLoggedIn() {
        origin.on("/echo", Answer.echo());
        try (RawClient client = edge.forward()) {
            client.send("POST " + origin.url("/echo") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
            RawResponse refused = client.readResponse();
            assertThat(refused.status()).isEqualTo(407);
            assertThat(refused.field("connection")).isEmpty();
            client.send("cde");
            client.send("POST " + origin.url("/echo") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
                    + "Proxy-Authorization: Basic good\r\n\r\nabcde");
            assertThat(client.readResponse().bodyText()).isEqualTo("abcde");
        }
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void closesTheConnectionAfterALargeBodyThatNobodyReads() {
        try (RawClient client = edge.forward()) {
            client.send("POST " + origin.url("/echo") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabcde");
            RawResponse refused = client.readResponse();
            assertThat(refused.status()).isEqualTo(407);
            assertThat(refused.field("connection")).contains("close");
        }
    }
}

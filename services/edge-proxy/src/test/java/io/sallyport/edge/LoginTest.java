package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.access.CredentialCheck.Kind;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class LoginTest {
    private static final String HOST = "Host: a.test";

    private final List<CredentialCheck> asked = new CopyOnWriteArrayList<>();
    private final Map<String, CredentialAnswer> known = Map.of(
            "good", new CredentialAnswer(Result.ACCEPTED, "ann", List.of("staff"), 60_000),
            "short", new CredentialAnswer(Result.ACCEPTED, "ann", List.of("staff"), 1),
            "guest", new CredentialAnswer(Result.ACCEPTED, "bob", List.of(), 60_000));
    private volatile boolean away;
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .start();
        edge.judgeCredentials(check -> {
            asked.add(check);
            return away
                    ? CredentialAnswer.UNAVAILABLE
                    : known.getOrDefault(check.credential().value(), CredentialAnswer.REJECTED);
        });
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void policies(String rules) {
        edge.policies("rules:\n" + rules + "  - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}\n");
        edge.awaitPolicies();
    }

    @Test
    void asksForAPasswordAndLetsTheRightOneThrough() {
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}, realm: shop, userHeader: X-User}}}\n");
        try (RawClient client = edge.reverse()) {
            RawResponse nothing = client.get("/", HOST);
            RawResponse wrong = client.get("/", HOST, "Authorization: Basic bad");
            RawResponse right = client.get("/", HOST, "Authorization: basic good", "X-User: root", "x_user: root");

            assertThat(nothing.status()).isEqualTo(401);
            assertThat(nothing.field("www-authenticate")).contains("Basic realm=\"shop\", charset=\"UTF-8\"");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.body()).isEqualTo(nothing.body());
            assertThat(wrong.field("www-authenticate")).isEqualTo(nothing.field("www-authenticate"));
            assertThat(right.status()).isEqualTo(200);
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(origin.requests()).hasSize(1);
        assertThat(seen.field("authorization")).isEmpty();
        assertThat(seen.values("x-user")).containsExactly("ann");
        assertThat(seen.field("x_user")).isEmpty();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.AUTHENTICATION_REQUIRED);
        assertThat(edge.awaitRecord(2).rule()).isEqualTo("staff");
        assertThat(edge.awaitRecord(3).user()).isEqualTo("ann");
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(asked).extracting(CredentialCheck::kind).containsOnly(Kind.BASIC);
        assertThat(asked.toString()).doesNotContain("good").doesNotContain("bad");
    }

    /** Its body may never come, and what comes in its place would be taken for it. */
    @Test
    void readsNoMoreOfAClientThatWaitedForLeaveToSend() {
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}}}}\n");
        String post = "POST /echo HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n";
        try (RawClient client = edge.reverse()) {
            RawResponse withBody = client.send(post + "\r\nabcde").readResponse();
            assertThat(withBody.status()).isEqualTo(401);
            assertThat(withBody.field("connection")).isEmpty();

            RawResponse without =
                    client.send(post + "Expect: 100-continue\r\n\r\n").readResponse();

            assertThat(without.status()).isEqualTo(401);
            assertThat(without.field("connection")).contains("close");
        }
    }

    @Test
    void remembersAGoodCredentialAndAsksAgainForABadOne() {
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}}}}\n");
        try (RawClient client = edge.reverse()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.get("/", HOST, "Authorization: Basic good").status())
                        .isEqualTo(200);
                assertThat(client.get("/", HOST, "Authorization: Basic bad").status())
                        .isEqualTo(401);
            }
        }
        assertThat(asked).hasSize(6);
    }

    @Test
    void answers407OnTheForwardSideAndKeepsTheCredentialFromTheServer() {
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}}}}\n");
        try (RawClient client = edge.forward()) {
            RawResponse nothing = client.get(origin.url("/"), "Authorization: Basic good");
            assertThat(nothing.status()).isEqualTo(407);
            assertThat(nothing.field("proxy-authenticate")).isPresent();
            RawResponse right =
                    client.get(origin.url("/"), "Proxy-Authorization: Basic good", "Authorization: Basic other");
            assertThat(right.status()).isEqualTo(200);
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.field("proxy-authorization")).isEmpty();
        assertThat(seen.field("authorization")).contains("Basic other");
    }

    @Test
    void opensATunnelWithWhatTheClientSentBehindTheConnect() {
        edge.policies("rules:\n  - {name: staff, then: {require: {basic: {users: users.txt}}}}\n"
                + "  - {name: open, then: {allow: {targets: [127.0.0.0/8], ports: [" + origin.port() + "]}}}\n");
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            client.send("CONNECT 127.0.0.1:" + origin.port() + " HTTP/1.1\r\nHost: x\r\n"
                    + "Proxy-Authorization: Basic good\r\n\r\nGET /early HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readResponse("CONNECT").status()).isEqualTo(200);
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
        }
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/early");
    }

    @Test
    void letsABodyThroughThatWasHeldWhileSomebodyWasAsked() {
        origin.on("/echo", Answer.echo());
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}}}}\n");
        try (RawClient client = edge.reverse()) {
            client.send(
                    "POST /echo HTTP/1.1\r\nHost: a.test\r\nAuthorization: Basic good\r\nContent-Length: 5\r\n\r\nabcde");
            assertThat(client.readResponse().bodyText()).isEqualTo("abcde");
            assertThat(client.get("/", HOST, "Authorization: Basic good").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void knowsKeysInAFieldAndTokensInFieldOrCookie() {
        policies(
                "  - {name: keys, when: {path: [/keys]}, then: {require: {apiKey: {keys: keys.txt, header: X-Key}}}}\n"
                        + "  - {name: token, when: {path: [/token]}, then: {require: {jwt: {jwks: keys.json}, pass: true}}}\n"
                        + "  - {name: cookie, when: {path: [/cookie]}, then: {require: {jwt: {jwks: keys.json, cookie: sid}}}}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/keys", HOST).field("www-authenticate")).contains("ApiKey realm=\"Sallyport\"");
            assertThat(client.get("/keys", HOST, "X-Key: good").status()).isEqualTo(200);
            assertThat(client.get("/token", HOST).field("www-authenticate")).contains("Bearer realm=\"Sallyport\"");
            assertThat(client.get("/token", HOST, "Authorization: Bearer bad").field("www-authenticate"))
                    .contains("Bearer realm=\"Sallyport\", error=\"invalid_token\"");
            assertThat(client.get("/token", HOST, "Authorization: Bearer good").status())
                    .isEqualTo(200);
            assertThat(client.get("/cookie", HOST, "Cookie: a=b; sid=good").status())
                    .isEqualTo(200);
            assertThat(client.get("/cookie", HOST, "Cookie: a=b").status()).isEqualTo(401);
        }
        assertThat(origin.awaitRequest(1).field("x-key")).isEmpty();
        assertThat(origin.awaitRequest(2).field("authorization")).contains("Bearer good");
        assertThat(asked).extracting(CredentialCheck::kind).contains(Kind.API_KEY, Kind.JWT);
    }

    @Test
    void takesNoCredentialThatComesTwiceOrIsTooLong() {
        policies("  - {name: token, then: {require: {jwt: {jwks: keys.json}}}}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", HOST, "Authorization: Bearer good", "Authorization: Bearer good")
                            .status())
                    .isEqualTo(401);
            assertThat(client.get("/", HOST, "Authorization: Bearer " + "x".repeat(9000))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void decidesByUserAndGroupBehindTheLogin() {
        policies("  - {name: login, then: {require: {basic: {users: users.txt}}}}\n"
                + "  - {name: staff, when: {group: [staff]}, then: allow}\n"
                + "  - {name: nobody-else, then: block, status: 403}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", HOST, "Authorization: Basic good").status())
                    .isEqualTo(200);
            assertThat(client.get("/", HOST, "Authorization: Basic guest").status())
                    .isEqualTo(403);
        }
        assertThat(edge.awaitRecord(2).rule()).isEqualTo("nobody-else");
        assertThat(edge.awaitRecord(2).user()).isEqualTo("bob");
    }

    @Test
    void answers503WhenNobodyCanSayAndLetsInWhoWasGoodLately() throws InterruptedException {
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}}}}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", HOST, "Authorization: Basic short").status())
                    .isEqualTo(200);
            away = true;
            assertThat(client.get("/", HOST, "Authorization: Basic good").status())
                    .isEqualTo(503);
            assertThat(client.get("/", HOST, "Authorization: Basic short").status())
                    .isEqualTo(200);
        }
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.ACCESS_CHECK_FAILED);
        assertThat(edge.awaitRecord(3).user()).isEqualTo("ann");
    }

    @Test
    void keepsAnAnswerForOneUserOutOfTheCache() {
        origin.on("/mine", Answer.text("for ann", "Cache-Control: max-age=60"));
        policies("  - {name: keys, then: {require: {apiKey: {keys: keys.txt}, userHeader: X-User}}}\n");
        try (RawClient client = edge.reverse()) {
            client.get("/mine", HOST, "X-Api-Key: good");
            client.get("/mine", HOST, "X-Api-Key: guest");
        }
        assertThat(origin.awaitRequest(2).field("x-user")).contains("bob");
    }

    @Test
    void onlyNotesWhoWouldBeRefusedInReportMode() {
        policies("  - {name: staff, then: {require: {basic: {users: users.txt}}}, mode: report}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", HOST).status()).isEqualTo(200);
            assertThat(client.get("/", HOST, "Authorization: Basic bad").status())
                    .isEqualTo(200);
            assertThat(client.get("/", HOST, "Authorization: Basic good").status())
                    .isEqualTo(200);
        }
        assertThat(origin.awaitRequest(2).field("authorization")).contains("Basic bad");
        assertThat(edge.awaitRecord(1).reported()).isEqualTo("staff");
        assertThat(edge.awaitRecord(2).reported()).isEqualTo("staff");
        assertThat(edge.awaitRecord(3).reported()).isEmpty();
        assertThat(edge.awaitRecord(3).rule()).isEqualTo("open");
    }

    @Test
    void limitsByUser() {
        policies("  - {name: keys, then: {require: {apiKey: {keys: keys.txt}}}}\n"
                + "  - {name: calm, then: {limit: {rate: 1/h, key: user}}}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", HOST, "X-Api-Key: good").status()).isEqualTo(200);
            assertThat(client.get("/", HOST, "X-Api-Key: guest").status()).isEqualTo(200);
            assertThat(client.get("/", HOST, "X-Api-Key: good").status()).isEqualTo(429);
        }
    }
}

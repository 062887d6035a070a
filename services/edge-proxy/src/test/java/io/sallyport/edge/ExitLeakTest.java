package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever happens, a request whose rule names an exit never goes out directly. Everything is laid out for it to do so: the
 * name server would tell an address for every site, the rule opens that address and its port, and a trap listens there.
 */
@ExtendWith(LeakWatch.class)
class ExitLeakTest {
    private static final String SITE = "site.leak.test";
    private static final String OTHER = "other.leak.test";

    private ScriptedOrigin trap;
    private ScriptedOrigin origin;
    private NameServerStub names;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        trap = ScriptedOrigin.start("leaked");
        origin = ScriptedOrigin.start("by the exit");
        names = NameServerStub.start().says(SITE, 0, "127.0.0.1").says(OTHER, 0, "127.0.0.1");
        edge = EdgeSetup.edge()
                .suite(names.setting(", timeout: 2s"))
                .upstream(new UpstreamConfig(Duration.ofMillis(500), null, null, null, null, null))
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        names.close();
        origin.close();
        trap.close();
    }

    private String policy(String name, String via) {
        return "exits: [{name: " + name + ", via: [" + via + "], check: {interval: 200ms, timeout: 200ms}}]\n"
                + "rules: [{name: out, then: {allow: {exit: " + name + ", targets: [127.0.0.0/8], ports: ["
                + trap.port() + "]}}}]\n";
    }

    private void leaveBy(String via) {
        edge.policies(policy("vpn", via));
        edge.awaitPolicies();
    }

    private String url(String path) {
        return "http://" + SITE + ":" + trap.port() + path;
    }

    private void nothingLeaked() {
        assertThat(trap.connections()).isEmpty();
        assertThat(names.asked()).doesNotContain(SITE, OTHER);
    }

    /** Every kind of request once; gives the statuses. */
    private List<Integer> everything() {
        List<Integer> statuses = new ArrayList<>();
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "PURGE")) {
            try (RawClient client = edge.forward()) {
                client.send(method + " " + url("/" + method) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
                statuses.add(client.readResponse(method).status());
            }
        }
        try (RawClient client = edge.forward()) {
            statuses.add(client.openTunnel(SITE + ":" + trap.port()).status());
        }
        try (RawClient client = edge.forward()) {
            client.send("GET " + url("/chat") + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            statuses.add(client.readResponse().status());
        }
        return statuses;
    }

    @Test
    void whileTheExitWorks() {
        try (ParentProxy http = ParentProxy.start(origin.port());
                ParentProxy socks = ParentProxy.start(origin.port())) {
            leaveBy("'http://" + http.authority() + "'");
            assertThat(everything()).doesNotContain(503);
            leaveBy("'socks5://" + socks.authority() + "'");
            assertThat(everything()).doesNotContain(503);
            assertThat(socks.targets()).isNotEmpty();
        }
        nothingLeaked();
    }

    @Test
    void whenEveryWayIsDown() {
        leaveBy("'http://127.0.0.1:1', 'socks5://127.0.0.1:1'");

        assertThat(everything()).allSatisfy(status -> assertThat(status).isIn(503, 403, 405));
        Eventually.until("ways out", () -> edge.service().metrics().contains("sallyport_exit_ways_out 2"));
        assertThat(everything()).allSatisfy(status -> assertThat(status).isIn(503, 403, 405));
        nothingLeaked();
    }

    @Test
    void whenTheProxyIsSilentOrLies() {
        try (ParentProxy silent = ParentProxy.start(origin.port()).silent();
                ParentProxy liar = ParentProxy.start(origin.port())
                        .answers("HTTP/1.1 302 Here\r\nLocation: http://" + "127.0.0.1:" + trap.port() + "/\r\n\r\n");
                ParentProxy refusing = ParentProxy.start(origin.port()).refuses(5)) {
            leaveBy("'socks5://" + silent.authority() + "'");
            try (RawClient client = edge.forward()) {
                assertThat(client.openTunnel(SITE + ":" + trap.port()).status()).isIn(503, 504);
            }
            leaveBy("'http://" + liar.authority() + "'");
            try (RawClient client = edge.forward()) {
                assertThat(client.openTunnel(SITE + ":" + trap.port()).status()).isEqualTo(502);
            }
            leaveBy("'socks5://" + refusing.authority() + "'");
            try (RawClient client = edge.forward()) {
                assertThat(client.get(url("/")).status()).isEqualTo(502);
            }
        }
        nothingLeaked();
    }

    @Test
    void whenAPooledConnectionBreaks() {
        origin.next(Answer.text("one"), Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n12"));
        ParentProxy parent = ParentProxy.start(origin.port());
        leaveBy("'http://" + parent.authority() + "'");
        try (RawClient client = edge.forward()) {
            assertThat(client.get(url("/1")).status()).isEqualTo(200);
        }
        parent.close();
        for (int i = 0; i < 4; i++) {
            try (RawClient client = edge.forward()) {
                assertThat(client.get(url("/" + i)).status()).isIn(502, 503);
            }
        }
        nothingLeaked();
    }

    @Test
    void whenStoredAnswersAreValidatedAlsoBehindClientsBacks() {
        String kept = "HTTP/1.1 200 OK\r\nCache-Control: max-age=0, stale-while-revalidate=60, stale-if-error=60\r\n"
                + "ETag: \"1\"\r\nContent-Length: 4\r\n\r\nkept";
        origin.on("/kept", Answer.raw(kept));
        ParentProxy parent = ParentProxy.start(origin.port());
        leaveBy("'http://" + parent.authority() + "'");
        for (int i = 0; i < 4; i++) {
            try (RawClient client = edge.forward()) {
                assertThat(client.get(url("/kept")).bodyText()).isEqualTo("kept");
            }
        }
        Eventually.until("a validation", () -> parent.heads().stream().anyMatch(head -> head.contains("\"1\"")));
        parent.close();
        for (int i = 0; i < 4; i++) {
            try (RawClient client = edge.forward()) {
                client.get(url("/kept"));
            }
        }
        nothingLeaked();
        // nor does what came by the exit serve those who go directly
        edge.policies("rules: [{name: direct, then: {allow: {targets: [127.0.0.0/8]}}}]\n");
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            assertThat(client.get(url("/kept")).bodyText()).isEqualTo("leaked");
        }
    }

    /** Exits come and go under requests that are on their way. */
    @Test
    void whilePoliciesAreSwapped() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger through = new AtomicInteger();
        try (ParentProxy one = ParentProxy.start(origin.port());
                ParentProxy two = ParentProxy.start(origin.port());
                ParentProxy silent = ParentProxy.start(origin.port()).silent()) {
            leaveBy("'http://" + one.authority() + "'");
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean tunnel = i % 2 == 0;
                Thread client = new Thread(() -> {
                    while (!over.get()) {
                        through.addAndGet(ask(tunnel) == 200 ? 1 : 0);
                    }
                });
                client.start();
                clients.add(client);
            }
            for (int i = 0; i < 12; i++) {
                String via = List.of(
                                "'http://" + one.authority() + "'",
                                "'socks5://" + two.authority() + "'",
                                "'socks5://" + silent.authority() + "'",
                                "'http://127.0.0.1:1'")
                        .get(i % 4);
                edge.policies(policy("vpn" + i % 3, via));
                edge.awaitPolicies();
            }
            leaveBy("'http://" + one.authority() + "'");
            int before = through.get();
            Eventually.until("requests after the last policy", () -> through.get() > before + 10);
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        nothingLeaked();
        assertThat(edge.records())
                .allSatisfy(logged -> assertThat(logged.exit()).startsWith("vpn"));
    }

    private int ask(boolean tunnel) {
        try (RawClient client = edge.forward()) {
            RawResponse answer = tunnel ? client.openTunnel(OTHER + ":" + trap.port()) : client.get(url("/x"));
            return answer.status();
        }
    }

    @Test
    void namesNoSiteInItsOwnProbes() {
        try (ParentProxy parent = ParentProxy.start(origin.port())) {
            edge.policies("exits: [{name: vpn, via: ['http://" + parent.authority()
                    + "'], check: {target: 'probe.test:443', interval: 100ms, timeout: 100ms}}]\n"
                    + "rules: [{name: out, then: {exit: vpn}}]\n");
            edge.awaitPolicies();
            Eventually.until("a probe", () -> parent.targets().contains("probe.test:443"));
        }
        assertThat(names.asked()).doesNotContain("probe.test");
    }

    @Test
    void asksForNoNameBecauseAnEarlierRuleAsksWhereTargetsAre() {
        try (ParentProxy parent = ParentProxy.start(origin.port())) {
            edge.policies("exits: [{name: vpn, via: ['http://" + parent.authority() + "']}]\n"
                    + "rules: [{name: private, when: {destination: [10.0.0.0/8]}, then: block}, "
                    + "{name: out, then: {exit: vpn}}]\n");
            edge.awaitPolicies();
            try (RawClient client = edge.forward()) {
                // nobody here knows where it leads, so the rule that blocks must be taken to hold
                assertThat(client.get(url("/")).status()).isEqualTo(404);
            }
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        }
        nothingLeaked();
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ForwardPolicyTest {
    private static final String POLICIES = """
            lists:
              - {name: ads, file: ads.txt}
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block}
              - {name: by-order, when: {site: [secret.test, '*.secret.test']}, then: block, status: 451,
                 reason: withheld by order, reference: order 1}
              - {name: nobody-posts, when: {client: [127.0.0.0/8], method: [POST]}, then: block, status: 403}
              - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}
            """;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge()
                .policies(POLICIES)
                .list("ads", "0.0.0.0 ads.test\n0.0.0.0 localhost.ads.test\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void answers404NamingTheRuleForAListedNameAndTheNamesBelowIt() {
        for (String host : new String[] {"ads.test", "deep.below.ads.test", "ADS.TEST", "ads.test."}) {
            try (RawClient client = edge.forward()) {
                RawResponse response = client.get("http://" + host + "/");
                assertThat(response.status()).as(host).isEqualTo(404);
                assertThat(response.field("content-type")).contains("application/problem+json");
                assertThat(response.field("proxy-status"))
                        .contains("Sallyport; error=http_request_denied; details=\"rule no-ads\"");
                assertThat(response.bodyText()).contains("\"rule\":\"no-ads\"");
                response.assertClean();
            }
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        assertThat(logged.rule()).isEqualTo("no-ads");
        assertThat(logged.status()).isEqualTo(404);
    }

    @Test
    void answersWithTheRulesOwnStatusReasonAndReference() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get("http://www.secret.test/");
            assertThat(response.status()).isEqualTo(451);
            assertThat(response.bodyText())
                    .contains("\"rule\":\"by-order\"", "\"detail\":\"withheld by order\"", "\"reference\":\"order 1\"");
        }
    }

    @Test
    void blocksByClientAddressAndMethod() {
        try (RawClient client = edge.forward()) {
            client.send("POST " + origin.url("/") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(403);
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
        }
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void blocksATunnelByTheSameRule() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.openTunnel("www.ads.test:443");
            assertThat(response.status()).isEqualTo(404);
        }
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("no-ads");
    }

    @Test
    void readsTheNewRuleWithTheNextRequestOfAnOpenConnection() {
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
            edge.policies("default: block");
            edge.awaitPolicies();
            assertThat(client.get(origin.url("/")).status()).isEqualTo(404);
        }
        assertThat(edge.awaitRecord(2).rule()).isEqualTo("default");
    }
}

package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody reaches us through ourselves, whatever rules open. */
@ExtendWith(LeakWatch.class)
class OwnAddressTest extends OneOrigin {
    OwnAddressTest() {
        super("site");
    }

    private void open(String targets, int port) {
        edge.policies("rules: [{name: open, when: {listener: [egress]}, then: {allow: {targets: [" + targets
                + "], ports: [" + port + "]}}}]\n");
        edge.awaitPolicies();
    }

    private RawResponse tunnel(String host, int port) {
        try (RawClient client = edge.forward()) {
            return client.openTunnel(host + ":" + port);
        }
    }

    @Test
    void reachesNoForwardListenerOfOurs() {
        int port = edge.port(EdgeHarness.FORWARD);
        open("127.0.0.0/8, 127.0.0.1, 0.0.0.0", port);

        for (String host : new String[] {"127.0.0.1", "localhost", "0.0.0.0"}) {
            assertThat(tunnel(host, port).status()).as(host).isEqualTo(508);
        }
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.LOOP_DETECTED);
        try (RawClient client = edge.forward()) {
            assertThat(client.get("http://127.0.0.1:" + port + "/proxy.pac").status())
                    .isEqualTo(508);
        }
        assertThat(edge.records()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void reachesNoAdminPlane() {
        int port = edge.service().admin().port();
        open("127.0.0.0/8, 127.0.0.1", port);

        assertThat(tunnel("127.0.0.1", port).status()).isEqualTo(508);
        try (RawClient client = edge.forward()) {
            assertThat(client.get("http://127.0.0.1:" + port + "/v1/status").status())
                    .isEqualTo(508);
        }
    }

    @Test
    void reachesASiteOfOursOnlyWhereARuleNamesItsAddress() {
        int port = edge.port(EdgeHarness.REVERSE);
        open("127.0.0.0/8", port);
        assertThat(tunnel("127.0.0.1", port).status()).isEqualTo(508);
        assertThat(origin.connections()).isEmpty();

        open("127.0.0.1", port);
        try (RawClient client = edge.forward()) {
            assertThat(client.openTunnel("127.0.0.1:" + port).status()).isEqualTo(200);
            assertThat(client.send("GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n")
                            .readResponse()
                            .bodyText())
                    .isEqualTo("site");
        }
    }

    @Test
    void asksNoProxyThatIsOurselves() {
        for (String scheme : new String[] {"http", "socks5"}) {
            edge.policies("exits: [{name: self, via: ['" + scheme + "://127.0.0.1:" + edge.port(EdgeHarness.FORWARD)
                    + "']}]\nrules: [{name: out, when: {listener: [egress]}, then: {exit: self}}]\n");
            edge.awaitPolicies();
            assertThat(tunnel("site.test", 443).status()).isEqualTo(508);
            try (RawClient client = edge.forward()) {
                assertThat(client.get("http://site.test/").status()).isEqualTo(508);
            }
        }
    }
}

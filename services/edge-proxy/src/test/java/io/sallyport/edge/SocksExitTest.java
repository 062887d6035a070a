package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SOCKS clients whose rule sends them through another proxy. */
@ExtendWith(LeakWatch.class)
class SocksExitTest {
    private static final String SITE = "site.exit.test";
    private static final int REPLY_BYTES = 12;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("through");
        edge = EdgeSetup.edge()
                .listeners(Path.of("."), "listeners: [{name: socks, mode: socks5, bind: \"127.0.0.1:0\"}]\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void exit(String way) {
        edge.policies("exits: [{name: vpn, via: ['" + way + "'], check: {interval: 1h, timeout: 3s}}]\n"
                + "rules: [{name: out, then: {exit: vpn}}]\n");
        edge.awaitPolicies();
    }

    /** Replies to a greeting and to a request for port 443 of the site. */
    private static String open(RawClient client) {
        String name = HexFormat.of().formatHex(SITE.getBytes(StandardCharsets.US_ASCII));
        client.send(HexFormat.of().parseHex("050100" + "05010003" + "%02x".formatted(SITE.length()) + name + "01bb"));
        return HexFormat.of().formatHex(client.read(REPLY_BYTES));
    }

    @Test
    void leaveThroughTheProxyWhichResolvesTheName() {
        try (ParentProxy parent = ParentProxy.start(origin.port());
                RawClient client = RawClient.connect(edge.port("socks"))) {
            exit("http://" + parent.authority());

            assertThat(open(client)).isEqualTo("0500" + "05000001000000000000");
            assertThat(client.send("GET /in HTTP/1.1\r\nHost: inner\r\n\r\n")
                            .readResponse()
                            .bodyText())
                    .isEqualTo("through");
            client.close();

            AccessRecord logged = edge.awaitRecord(1);
            assertThat(parent.targets()).containsExactly(SITE + ":443");
            assertThat(logged.exit()).isEqualTo("vpn");
            assertThat(logged.protocol()).isEqualTo("socks5");
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        }
    }

    @Test
    void areToldThatTheNetworkIsUnreachableWhenNoWayWorks() {
        exit("http://127.0.0.1:" + FreePort.pick());
        try (RawClient client = RawClient.connect(edge.port("socks"))) {
            assertThat(open(client)).isEqualTo("0500" + "05030001000000000000");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.EXIT_UNAVAILABLE);
        assertThat(origin.connections()).isEmpty();
    }
}

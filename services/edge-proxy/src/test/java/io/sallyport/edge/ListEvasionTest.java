package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No spelling of a listed host gets past the list: it is blocked by the rule, or refused because no host is called that,
 * and never looked up as a name. Everything else is open here, so that nothing but the list and the reading of names can
 * be what keeps a request in.
 */
@ExtendWith(LeakWatch.class)
class ListEvasionTest {
    private static final String POLICIES = """
            lists:
              - {name: ads, file: ads.txt}
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block, status: 451}
              - {name: open, then: {allow: {targets: [0.0.0.0/0, "::/0"], ports: [1]}}}
            """;
    private static final String LIST = """
            0.0.0.0 ads.test
            0.0.0.0 bücher.test
            0.0.0.0 127.0.0.1
            0.0.0.0 192.0.2.7
            0.0.0.0 2001:db8::7
            """;

    private EdgeHarness edge;

    @BeforeEach
    void start() {
        edge = EdgeSetup.edge().policies(POLICIES).list("ads", LIST).start();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private int get(String host) {
        try (RawClient client = edge.forward()) {
            client.send("GET http://" + host + ":1/ HTTP/1.1\r\nHost: " + host + ":1\r\n\r\n");
            return client.readResponse().status();
        }
    }

    private int connect(String host) {
        try (RawClient client = edge.forward()) {
            client.send("CONNECT " + host + ":1 HTTP/1.1\r\nHost: " + host + ":1\r\n\r\n");
            return client.readResponse().status();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ads.test",
                "ADS.test",
                "ads.test.",
                "a.b.ads.test.",
                "WWW.ads.TEST.",
                "xn--bcher-kva.test",
                "XN--BCHER-KVA.test",
                "www.xn--Bcher-kva.test.",
                "192.0.2.7",
                "192.0.2.7.",
                "[::ffff:192.0.2.7]",
                "[::ffff:c000:207]",
                "[0:0:0:0:0:FFFF:192.0.2.7]",
                "[2001:db8::7]",
                "[2001:DB8:0:0::0007]",
                "[2001:db8:0:0:0:0:0:7]",
                "[2001:db8::0.0.0.7]",
                "127.0.0.1",
                "[::ffff:7f00:1]"
            })
    void blocksEverySpellingOfAListedHost(String host) {
        assertThat(get(host)).isEqualTo(451);
        assertThat(connect(host)).isEqualTo(451);
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("no-ads");
        assertThat(edge.awaitRecord(1).list()).isEqualTo("ads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "0x7f.1",
                "0x7f000001",
                "0X7F.0.0.1",
                "127.0.0x1",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.01",
                "3221225991",
                "0xc0000207",
                "192.0.519",
                "192.0.2.07",
                "192.0.2.7..",
                "192.0.2.0x7",
                "[192.0.2.7]",
                "[2001:db8::7%25lo]",
                "[2001:db8::7%lo]",
                "[2001:db8::7",
                "2001:db8::7",
                "[v1.a]",
                "ads.test..",
                "ads..test",
                ".ads.test",
                "ads%2etest",
                "%61ds.test",
                "b\u00fccher.test",
                "ads\u00e3\u0080\u0082test",
                "ads.test\u00ad",
                "user@ads.test",
                "ads.test@ok.test",
                "ads.test#.ok.test",
                "ads.test\\.ok.test",
                "ads.test,ok.test",
                "a ds.test",
                "ads.test\t"
            })
    void refusesWhatNoHostIsCalled(String host) {
        assertThat(get(host)).isIn(400, 451);
        assertThat(connect(host)).isIn(400, 451);
        assertThat(edge.awaitRecord(1).outcome()).isIn(Outcome.BAD_REQUEST, Outcome.RULE_BLOCKED);
    }

    @Test
    void believesTheTargetAndNotTheHostField() {
        try (RawClient client = edge.forward()) {
            client.send("GET http://ads.test:1/ HTTP/1.1\r\nHost: ok.test:1\r\n\r\n");
            assertThat(client.readResponse().status()).isIn(400, 451);
        }
        try (RawClient client = edge.forward()) {
            client.send("CONNECT ads.test:1 HTTP/1.1\r\nHost: ok.test:1\r\n\r\n");
            assertThat(client.readResponse().status()).isIn(400, 451);
        }
    }

    /** Small changes to listed hosts: whatever still reaches 192.0.2.7 or ads.test by anybody's reading stays in. */
    @Test
    void noSmallChangeGetsAnAddressPast() {
        Random random = new Random(7);
        String[] numbers = {"192", "0xc0", "0300", "00192", "0", "0x0", "00", "2", "0x2", "02", "7", "0x7", "07", "519"
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder host = new StringBuilder(numbers[random.nextInt(4)]);
            for (int part = random.nextInt(4); part > 0; part--) {
                host.append('.').append(numbers[random.nextInt(numbers.length)]);
            }
            host.append(random.nextInt(4) == 0 ? "." : "");
            String canonical = host.toString().replaceAll("\\.$", "");
            boolean plain = canonical.matches("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)")
                    && !canonical.contains("519");
            if (!plain || canonical.equals("192.0.2.7")) {
                assertThat(connect(host.toString())).as(host.toString()).isIn(400, 451);
            }
        }
    }
}

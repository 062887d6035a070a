package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Own name servers, honest and hostile ones. */
@ExtendWith(LeakWatch.class)
class ResolverTest {
    private ScriptedOrigin origin;
    private NameServerStub names;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("here");
        names = NameServerStub.start();
    }

    @AfterEach
    void stop() {
        edge.close();
        names.close();
        origin.close();
    }

    private void open(String resolver, String targets) {
        edge = EdgeSetup.edge()
                .suite(names.setting(resolver))
                .policies("rules: [{name: open, then: {allow: {targets: [" + targets + "], ports: [" + origin.port()
                        + "]}}}]\n")
                .start();
    }

    private int fetched(String name) {
        try (RawClient client = edge.forward()) {
            return client.get("http://" + name + ":" + origin.port() + "/").status();
        }
    }

    private int tunnelled(String name) {
        try (RawClient client = edge.forward()) {
            return client.openTunnel(name + ":" + origin.port()).status();
        }
    }

    @Test
    void asksTheServersThatAreConfiguredAndNoHostsFile() {
        names.says("inner.test", 30, "127.0.0.1").says("localhost", 30, "192.0.2.1");
        open("", "127.0.0.0/8");

        assertThat(fetched("inner.test")).isEqualTo(200);
        assertThat(tunnelled("inner.test")).isEqualTo(200);
        assertThat(fetched("localhost")).isEqualTo(200);
        assertThat(names.asked()).doesNotContain("localhost");
        assertThat(fetched("nobody.test")).isEqualTo(502);
        assertThat(edge.awaitRecord(4).outcome()).isEqualTo(Outcome.DNS_FAILED);
    }

    @Test
    void keepsAnAnswerAsLongAsItSaysAndNoLonger() {
        names.says("kept.test", 30, "127.0.0.1").says("once.test", 0, "127.0.0.1");
        edge = oneLoop(", keep: 30s");

        for (int i = 0; i < 3; i++) {
            assertThat(fetched("kept.test")).isEqualTo(200);
            assertThat(fetched("once.test")).isEqualTo(200);
        }
        assertThat(names.asked("kept.test")).isEqualTo(2);
        assertThat(names.asked("once.test")).isEqualTo(6);
    }

    @Test
    void keepsNothingWhereNothingIsToBeKept() {
        names.says("kept.test", 30, "127.0.0.1");
        edge = oneLoop(", keep: 0s, family: ipv4");

        assertThat(fetched("kept.test")).isEqualTo(200);
        assertThat(fetched("kept.test")).isEqualTo(200);

        assertThat(names.asked("kept.test")).isEqualTo(2);
    }

    private EdgeHarness oneLoop(String resolver) {
        return EdgeSetup.edge()
                .suite(names.setting(resolver))
                .limits(new LimitsConfig(null, null, null, null, null, 1))
                .policies(EdgeSetup.loopbackOpen(origin.port()))
                .start();
    }

    /** The name is fine when it is checked and means our own machine right after. */
    @Test
    void dialsTheAddressThatWasCheckedWhateverTheNameMeansNow() {
        for (int i = 0; i < 4; i++) {
            names.says("r" + i + ".test", 0, "127.0.0.2", "127.0.0.1");
        }
        open(", keep: 0s", "127.0.0.2/32");

        for (int i = 0; i < 4; i++) {
            String name = "r" + i + ".test";
            assertThat(i % 2 == 0 ? fetched(name) : tunnelled(name)).isEqualTo(502);
            assertThat(fetched(name)).isEqualTo(403);
            assertThat(tunnelled(name)).isEqualTo(403);
        }
        assertThat(origin.connections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "0.0.0.0",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::1",
                "2001:0:1::1",
                "::7f00:1",
                "fe80::1",
                "fd00::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "2001:db8::5efe:7f00:1"
            })
    void refusesEveryFormOfAnAddressThatIsNotPublic(String address) {
        names.says("evil.test", 30, address);
        open("", "127.9.9.9/32");

        assertThat(fetched("evil.test")).isEqualTo(403);
        assertThat(tunnelled("evil.test")).isEqualTo(403);
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.TARGET_FORBIDDEN);
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void dialsOnlyThePermittedAddressesOfAMixedAnswer() {
        names.says("mixed.test", 30, "10.0.0.1,::1,127.0.0.1,169.254.169.254");
        open("", "127.0.0.1/32");

        assertThat(fetched("mixed.test")).isEqualTo(200);
        assertThat(tunnelled("mixed.test")).isEqualTo(200);
    }

    @Test
    void aServerThatNeverAnswersHoldsUpOnlyThoseWhoAskForThatName() {
        names.isSilentAbout("slow.test").says("quick.test", 30, "127.0.0.1");
        open(", timeout: 1s", "127.0.0.0/8");
        try (RawClient waiting = edge.forward()) {
            waiting.send("GET http://slow.test/ HTTP/1.1\r\nHost: slow.test\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                assertThat(fetched("quick.test")).isEqualTo(200);
            }
            assertThat(waiting.readResponse().status()).isEqualTo(504);
        }
        assertThat(edge.awaitRecord(21).outcome()).isEqualTo(Outcome.DNS_TIMEOUT);
    }

    @Test
    void believesNoForgedAnswer() {
        names.forges("forged.test", "127.0.0.1");
        open(", timeout: 1s", "127.0.0.0/8");

        assertThat(fetched("forged.test")).isEqualTo(504);
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void walksNoCircleOfAliases() {
        names.alias("a.test", "b.test").alias("b.test", "a.test");
        open("", "127.0.0.0/8");

        assertThat(fetched("a.test")).isIn(502, 504);
        assertThat(names.asked().size()).isLessThan(50);
    }

    @Test
    void takesAHugeAnswer() {
        names.says(
                "huge.test", 30, Collections.nCopies(200, "127.0.0.1").stream().collect(Collectors.joining(",")));
        open("", "127.0.0.0/8");

        assertThat(fetched("huge.test")).isEqualTo(200);
    }

    @Test
    void triesTheNextAddressBesideOneThatDoesNotAnswer() {
        // 127.0.0.9 refuses at once; the second one is the origin's
        names.says("two.test", 30, "127.0.0.9,127.0.0.1");
        open(", delay: 50ms", "127.0.0.0/8");

        assertThat(fetched("two.test")).isEqualTo(200);
        assertThat(tunnelled("two.test")).isEqualTo(200);
        assertThat(edge.awaitRecord(1).attempts()).isEqualTo(1);
    }

    @Test
    void reachesTheSecondAddressWhileTheFirstNeverAnswers() throws IOException {
        names.says("two.test", 30, "127.0.0.9,127.0.0.1");
        open(", delay: 50ms", "127.0.0.0/8");
        try (SilentPort silent = SilentPort.open("127.0.0.9", origin.port())) {
            assertThat(fetched("two.test")).isEqualTo(200);
            assertThat(tunnelled("two.test")).isEqualTo(200);
            assertThat(silent.isStillSilent()).isTrue();
        }
        // Without a race the first address would have had all of upstream.connectTimeout, which is 3 s.
        assertThat(edge.awaitRecord(1).totalMicros()).isLessThan(2_900_000);
    }
}

package io.sallyport.testkit.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.testkit.RawClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTest {
    @Test
    void startsAnotherJvmWithThisClassPathAndStopsIt() {
        try (JavaProcess process = JavaProcess.of(EchoMain.class)
                .args("one")
                .env(Map.of("TESTKIT_WORD", "two"))
                .start()) {
            assertThat(process.output().await("ready")).isEqualTo("ready one two");

            int exitCode = process.stop();

            assertThat(exitCode).isEqualTo(143);
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void saysWhatAProcessSaidThatEndedTooSoon() {
        try (JavaProcess process = JavaProcess.of("no.such.Main").start()) {
            assertThatThrownBy(() -> process.output().await("ready"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no.such.Main");
        }
    }

    @Test
    void redisAnswersFreezesThawsAndComesBackEmpty() {
        assumeTrue(RedisServer.isInstalled(), "redis-server is not installed");
        try (RedisServer redis = RedisServer.start();
                RawClient client = RawClient.connect(redis.port())) {
            assertThat(say(client, "SET k v\r\n", 5)).isEqualTo("+OK\r\n");

            redis.freeze();
            client.timeout(Duration.ofMillis(100)).send("GET k\r\n");
            assertThatThrownBy(() -> client.read(7)).isInstanceOf(UncheckedIOException.class);
            redis.thaw();
            client.timeout(Duration.ofSeconds(10));
            assertThat(new String(client.read(7), US_ASCII)).isEqualTo("$1\r\nv\r\n");

            redis.restart();
            assertThat(client.isClosedByPeer()).isTrue();
            try (RawClient next = RawClient.connect(redis.port())) {
                assertThat(say(next, "GET k\r\n", 5)).isEqualTo("$-1\r\n");
            }
        }
    }

    private static String say(RawClient client, String command, int replyBytes) {
        return new String(client.send(command).read(replyBytes), US_ASCII);
    }
}

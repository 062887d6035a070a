package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.config.Binder;
import io.sallyport.config.Source;
import io.sallyport.contract.settings.OverloadConfig;
import io.sallyport.contract.settings.SuiteConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverloadConfigTest {
    private static OverloadConfig read(String yaml) {
        return Binder.bind(SuiteConfig.class, Source.of("sallyport.yaml", yaml))
                .value()
                .overload();
    }

    @Test
    void isOnByDefaultWithFiguresThatAnIdleSuiteNeverReaches() {
        assertThat(read("name: x"))
                .isEqualTo(new OverloadConfig(
                        true,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        0.85,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {queueTime: 1ms}    | queueTime: found 1ms, allowed: at least 5ms
            {queueTime: 11s}    | queueTime: found 11s, allowed: 0s to 10s
            {interval: 50ms}    | interval: found 50ms, allowed: at least 100ms
            {memory: 0.4}       | memory: found 0.4, allowed: 0.5 to 1
            {memory: 1.1}       | memory: found 1.1, allowed: 0.5 to 1
            {pendingTime: 0s}   | pendingTime: found 0ms, allowed: at least 1ms
            {retryAfter: 500ms} | retryAfter: found 500ms, allowed: at least 1s
            {queue: 1s}         | queue
            """)
    void saysWhatIsWrong(String written, String finding) {
        assertThatThrownBy(() -> read("overload: " + written)).hasMessageContaining(finding);
    }

    @Test
    void aListenerHasNoNegativeNumberOfConnections() {
        assertThatThrownBy(() -> read("listeners: [{name: a, mode: reverse, bind: '127.0.0.1:0', connections: -1}]"))
                .hasMessageContaining("connections");
    }
}

package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * What questions to a log-collector may cost.
 *
 * @param timeout of one question; the entrance waits for 55 s
 * @param memory  that all questions together may take, beside the heap
 * @param running how many are worked on at a time
 */
public record LogQueryConfig(Duration timeout, ByteSize memory, Integer running) {
    private static final ByteSize SMALLEST = ByteSize.parse("32MiB");
    private static final ByteSize LARGEST = ByteSize.parse("1TiB");

    public LogQueryConfig {
        timeout = Require.atMost(
                Require.positive(timeout == null ? Duration.ofSeconds(10) : timeout, "timeout"),
                Duration.ofSeconds(50),
                "timeout");
        memory = Require.range(memory == null ? ByteSize.parse("256MiB") : memory, SMALLEST, LARGEST, "memory");
        running = Require.range(running == null ? 2 : running, 1, 64, "running");
    }

    public static LogQueryConfig defaults() {
        return new LogQueryConfig(null, null, null);
    }
}

package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;

/**
 * Access records written as lines by each edge, beside what the log-collectors keep.
 *
 * @param to     {@code stdout}, or a file, relative to the folder of the configuration
 * @param format of a line
 * @param size   at which a file gives way to a new one
 * @param keep   how many old files stay
 */
public record AccessLogConfig(String to, Format format, ByteSize size, Integer keep) {
    private static final ByteSize SMALLEST = ByteSize.parse("64KiB");
    private static final ByteSize LARGEST = ByteSize.parse("1TiB");

    /** How a line is written. */
    public enum Format {
        /** One JSON object, as in answers of {@code /v1/logs}. */
        JSON,
        /** Common Log Format. */
        COMMON,
        /** Common Log Format with Referer and User-Agent. */
        COMBINED
    }

    public AccessLogConfig {
        Require.present(to, "to", "stdout or a file");
        if (to.isBlank()) {
            throw new IllegalArgumentException("to: found nothing, allowed: stdout or a file");
        }
        if (to.equalsIgnoreCase("stderr")) {
            throw new IllegalArgumentException(
                    "to: found \"" + to + "\", which has the suite's own messages, allowed: stdout or a file");
        }
        format = format == null ? Format.JSON : format;
        size = Require.range(size == null ? ByteSize.parse("100MiB") : size, SMALLEST, LARGEST, "size");
        keep = Require.range(keep == null ? 5 : keep, 0, 1000, "keep");
    }

    public boolean isStdout() {
        return to.equals("stdout");
    }
}

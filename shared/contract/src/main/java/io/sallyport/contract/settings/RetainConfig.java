package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a log-collector keeps records; whichever bound is met first counts.
 *
 * @param age   of exchanges and tunnels
 * @param size  on disk, or in memory where there is no folder; the oldest go first; empty: 2 GiB, or 128 MiB in memory
 * @param audit age of records of changes through the admin plane, which {@code size} spares
 */
public record RetainConfig(Duration age, Optional<ByteSize> size, Duration audit) {
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final ByteSize SMALLEST = ByteSize.parse("16MiB");
    private static final ByteSize LARGEST = ByteSize.parse("64TiB");

    public RetainConfig {
        age = Require.atMost(Require.positive(age == null ? Duration.ofDays(7) : age, "age"), LONGEST, "age");
        size = size == null ? Optional.empty() : size;
        size.ifPresent(bytes -> Require.range(bytes, SMALLEST, LARGEST, "size"));
        audit = Require.atMost(
                Require.positive(audit == null ? Duration.ofDays(400) : audit, "audit"), LONGEST, "audit");
    }

    /** What they may take. */
    public ByteSize size(boolean onDisk) {
        ByteSize usual = onDisk ? ByteSize.ofGiB(2) : ByteSize.ofMiB(128);
        return size.orElse(usual);
    }

    public static RetainConfig defaults() {
        return new RetainConfig(null, null, null);
    }
}

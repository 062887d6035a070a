package io.sallyport.faults.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The time of day of a process as a file says: by libfaketime, Debian's package faketime. Its monotonic clock stays. */
public final class JumpingClock {
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private JumpingClock() {}

    /** Why no clock can jump here; empty: it can. */
    public static Optional<String> missing() {
        return library().isPresent() ? Optional.empty() : Optional.of("libfaketime is not installed");
    }

    /**
     * With libfaketime's own fix of monotonic waits each timed wait of a JVM ends at once, and the process does nothing but
     * wait again: that would be a fault of its own.
     *
     * @param file with an offset in seconds, such as {@code +3600}, read once a second
     */
    public static Map<String, String> environment(Path file) {
        return Map.of(
                "LD_PRELOAD",
                library().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Optional<Path> library() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

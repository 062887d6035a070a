package io.sallyport.standalone.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells native libraries in jars apart: those of this machine, and those of others. Immutable. */
final class NativeLibraries {
    private static final Pattern LIBRARY = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(_\\w+)?");

    private final List<Pattern> ours;

    private NativeLibraries(List<Pattern> ours) {
        this.ours = ours;
    }

    /**
     * Those of Linux.
     *
     * @param arch as {@code os.arch} has it
     */
    static NativeLibraries ofLinux(String arch) {
        String names = switch (arch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "(amd64|x86_64)";
            case "aarch64", "arm64" -> "(aarch64|aarch_64|arm64)";
            default ->
                throw new IllegalArgumentException(
                        "this machine: found \"" + arch + "\", allowed: amd64 (x86_64), aarch64 (arm64)");
        };
        return new NativeLibraries(List.of(
                // lib/linux-x86_64/libbrotli.so, linux/amd64/libzstd-jni-1.5.7-28.so
                Pattern.compile("(.*/)?linux[-/]" + names + "/(?<name>[^/]+\\.so)"),
                // META-INF/native/libnetty_quiche42_linux_x86_64.so, without the system: its transport for Linux
                Pattern.compile("META-INF/native/(?<name>lib\\w+_(linux|epoll)_" + names + "\\.so)"),
                // libduckdb_java.so_linux_amd64, which is looked for without the rest once the jar has none
                Pattern.compile("(?<name>libduckdb_java\\.so)_linux_" + names)));
    }

    /** Whether an entry of a jar is a native library, of whatever machine. */
    static boolean is(String entry) {
        return LIBRARY.matcher(entry).matches();
    }

    /** The name under which {@link System#loadLibrary} finds this entry, if it is one of this machine's. */
    Optional<String> file(String entry) {
        return ours.stream()
                .map(pattern -> pattern.matcher(entry))
                .filter(Matcher::matches)
                .map(match -> match.group("name"))
                .findFirst();
    }
}

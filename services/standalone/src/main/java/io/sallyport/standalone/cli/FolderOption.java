package io.sallyport.standalone.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration folder a command works on. */
final class FolderOption {
    /** Set by the launcher: where the program is. */
    private static final String HOME_PROPERTY = "sallyport.home";

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Configuration folder; default: the demo that comes with the program.")
    private @Nullable Path folder;

    /** Where the program is; without a launcher the working folder. */
    static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, ""));
    }

    /** The folder, spelled as short as it goes, since findings repeat it. */
    Path folder() {
        if (folder != null) {
            return folder;
        }
        Path here = Path.of("").toAbsolutePath();
        Path shipped = home().resolve("config").toAbsolutePath().normalize();
        return shipped.startsWith(here) ? here.relativize(shipped) : shipped;
    }
}

package io.sallyport.standalone.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 could not start, 2 wrong arguments or configuration. */
@Command(
        name = "sallyport",
        description = "A forward proxy and a reverse proxy in one suite.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {UpCommand.class, CheckCommand.class, VersionCommand.class})
public final class SallyportMain {
    private static final Logger LOG = LoggerFactory.getLogger(SallyportMain.class);

    private SallyportMain() {}

    public static void main(String[] args) {
        int code = ExitCodes.CANNOT_START;
        try {
            code = commandLine().execute(args);
        } catch (Error e) {
            // Without this the process would stay, held by the threads that had started, and serve nothing.
            LOG.error("a defect, or not enough memory", e);
        }
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new SallyportMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}

package io.sallyport.standalone.cli;

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
    private SallyportMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SallyportMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}

package io.sallyport.standalone.cli;

import ch.qos.logback.classic.LoggerContext;
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
        subcommands = {
            UpCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            StatsCommand.class,
            RequestCommand.class,
            AuditCommand.class,
            ServersCommand.class,
            AlarmsCommand.class,
            RoutesCommand.class,
            CanaryCommand.class,
            PurgeCommand.class,
            CacheCommand.class,
            ExplainCommand.class,
            PolicyCommand.class,
            ListsCommand.class,
            ExitsCommand.class,
            FingerprintCommand.class,
            SelftestCommand.class,
            GeoCommand.class,
            UnlockCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TransparencyCommand.class,
            TunnelsCommand.class,
            EnvCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        })
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
        end(code);
    }

    /**
     * A start that fails has loaded few classes; leaving by {@code exit} would archive just those, and slow every later
     * start (see the launcher). So it leaves without, after the log has been written.
     */
    private static void end(int code) {
        if (code == ExitCodes.OK) {
            System.exit(code);
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
        Runtime.getRuntime().halt(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new SallyportMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}

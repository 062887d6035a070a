package io.sallyport.standalone.cli;

import io.sallyport.config.ConfigException;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sallyport check}: would it run? */
@Command(
        name = "check",
        description = "Validates a configuration folder and opens nothing. Exit code 2: there are findings.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final FolderOption folder = new FolderOption();

    @Override
    public Integer call() {
        try {
            CheckedFolder checked = FolderCheck.run(
                    folder.folder(),
                    System.getenv(),
                    System.getProperties(),
                    FolderCheck.Depth.ALL,
                    ProgressBar.onTerminal());
            checked.warnings().forEach(warning -> System.out.println("warning: " + warning));
            System.out.println(checked.summary());
            return ExitCodes.OK;
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return ExitCodes.MISCONFIGURED;
        }
    }
}

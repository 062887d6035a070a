package io.sallyport.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sallyport version}. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println(new ProgramVersion().getVersion()[0]);
        return ExitCodes.OK;
    }
}

package io.sallyport.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport env}: commands that make a shell's programs use the forward side of a running suite. */
@Command(
        name = "env",
        description =
                "Prints commands that make the programs of a shell use the proxy: eval \"$(sallyport env)\". What dial "
                        + "safety would refuse stays out of it, by the policy in force. Exit code 1: the suite cannot be asked.",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(
            names = "--shell",
            paramLabel = "NAME",
            description = "sh, fish or powershell; default: ${DEFAULT-VALUE}.",
            defaultValue = "sh")
    private String shell = "sh";

    @Option(
            names = "--listener",
            paramLabel = "NAME",
            description = "Which listener; default: the first forward one.",
            defaultValue = "")
    private String listener = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallPath path = new CallPath("/v1/proxy-env").with("shell", shell).with("listener", listener);
        return Ask.work(spec, admin, suite -> {
            System.out.print(suite.text(path.toString()));
            return ExitCodes.OK;
        });
    }
}

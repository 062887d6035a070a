package io.sallyport.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport transparency}: what is blocked by whose order, to be published. */
@Command(
        name = "transparency",
        description =
                "Prints what is blocked by whose order and how often that was asked for, without anything of clients, "
                        + "to be published. Exit code 1: the suite cannot be reached, or refuses.",
        mixinStandardHelpOptions = true)
final class TransparencyCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From when on requests are counted: how long ago, or an instant; default: ${DEFAULT-VALUE}.",
            defaultValue = "30d")
    private String since = "30d";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallPath path = new CallPath("/v1/transparency").with("since", since);
        return Ask.work(spec, admin, suite -> {
            System.out.println(
                    admin.isJson()
                            ? suite.call("GET", path.toString(), null).encodePrettily()
                            : suite.text(path.with("format", "csv").toString()).stripTrailing());
            return ExitCodes.OK;
        });
    }
}

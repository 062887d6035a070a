package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        String query = "?since=" + PolicyCommand.encoded(since);
        try {
            AdminClient suite = admin.client(System.getenv());
            System.out.println(
                    admin.isJson()
                            ? suite.call("GET", "/v1/transparency" + query, null)
                                    .encodePrettily()
                            : suite.text("/v1/transparency" + query + "&format=csv")
                                    .stripTrailing());
            return ExitCodes.OK;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }
}
